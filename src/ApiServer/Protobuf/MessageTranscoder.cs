using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.Protobuf;

/// <summary>
/// Turns the protobuf message of a wire type into its JSON. Go writes scalars and structs that are not pointers even
/// when they are zero, so zero means absent there; a pointer is only written when it is set, so its zero counts.
/// </summary>
internal static class MessageTranscoder
{
    private const int DepthMax = 64;

    /// <summary>Adds the fields of the message to <paramref name="target"/>.</summary>
    public static void Read(ReadOnlySpan<byte> message, TypeSchema type, JsonObject target, int depth)
    {
        if (depth > DepthMax)
        {
            throw new FormatException("proto: message is nested too deeply");
        }

        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            var (number, wireType) = reader.ReadTag();
            if (type.Find(number) is not { } field)
            {
                reader.Skip(wireType);
            }
            else if (field.IsEmbedded)
            {
                Read(ScalarTranscoder.Bytes(ref reader, wireType), field.Shape.Type, target, depth + 1);
            }
            else
            {
                ReadField(ref reader, wireType, field, target, depth);
            }
        }
    }

    private static void ReadField(
        ref ProtobufReader reader, WireType wireType, FieldSchema field, JsonObject target, int depth)
    {
        switch (field.Shape.Kind)
        {
            case ShapeKind.List when !IsMessageOfItsOwn(field.Shape):
                AppendItems(ref reader, wireType, field.Shape.Element!, Child(target, field.Name, () => new JsonArray()), depth);
                break;
            case ShapeKind.Map:
                var entry = ScalarTranscoder.Bytes(ref reader, wireType);
                ReadEntry(entry, field.Shape.Element!, Child(target, field.Name, () => new JsonObject()), depth);
                break;
            default:
                var value = ReadValue(ref reader, wireType, field.Shape, depth);
                if (field.Shape.IsPointer || !IsZero(value))
                {
                    target[field.Name] = value;
                }

                break;
        }
    }

    private static void AppendItems(
        ref ProtobufReader reader, WireType wireType, ValueShape element, JsonArray list, int depth)
    {
        if (wireType == WireType.Bytes && ScalarTranscoder.IsVarint(element))
        {
            var packed = new ProtobufReader(reader.ReadBytes());
            while (!packed.IsAtEnd)
            {
                list.Add(ReadValue(ref packed, WireType.Varint, element, depth));
            }
        }
        else
        {
            list.Add(ReadValue(ref reader, wireType, element, depth));
        }
    }

    private static void ReadEntry(ReadOnlySpan<byte> entry, ValueShape shape, JsonObject map, int depth)
    {
        var key = "";
        JsonNode? value = null;
        var reader = new ProtobufReader(entry);
        while (!reader.IsAtEnd)
        {
            switch (reader.ReadTag())
            {
                case (1, WireType.Bytes):
                    key = ScalarTranscoder.Text(reader.ReadBytes());
                    break;
                case (2, var wireType):
                    value = ReadValue(ref reader, wireType, shape, depth);
                    break;
                case var (_, wireType):
                    reader.Skip(wireType);
                    break;
            }
        }

        map[key] = value;
    }

    private static JsonNode? ReadValue(ref ProtobufReader reader, WireType wireType, ValueShape shape, int depth)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Struct:
                var target = new JsonObject();
                Read(ScalarTranscoder.Bytes(ref reader, wireType), shape.Type, target, depth + 1);
                return target;
            case ShapeKind.List:
                return ReadItems(ScalarTranscoder.Bytes(ref reader, wireType), shape.Element!, depth + 1);
            case ShapeKind.Map:
                throw new FormatException($"proto: a map inside a list or map is not expected ({shape.GoType})");
            default:
                return ScalarTranscoder.Read(ref reader, wireType, shape);
        }
    }

    // A named list type such as ExtraValue is a message with the items as its field 1.
    private static bool IsMessageOfItsOwn(ValueShape shape) => !shape.GoType.StartsWith("[]", StringComparison.Ordinal);

    private static JsonArray ReadItems(ReadOnlySpan<byte> message, ValueShape element, int depth)
    {
        var list = new JsonArray();
        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            var (number, wireType) = reader.ReadTag();
            if (number == 1)
            {
                AppendItems(ref reader, wireType, element, list, depth);
            }
            else
            {
                reader.Skip(wireType);
            }
        }

        return list;
    }

    private static T Child<T>(JsonObject target, string name, Func<T> create)
        where T : JsonNode
    {
        if (target[name] is T child)
        {
            return child;
        }

        var created = create();
        target[name] = created;
        return created;
    }

    private static bool IsZero(JsonNode? value) => value switch
    {
        null => true,
        JsonObject map => map.Count == 0,
        JsonArray list => list.Count == 0,
        JsonValue scalar => scalar.GetValue<object>() is "" or 0L or false or 0d,
        _ => false,
    };
}
