using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.Protobuf;

/// <summary>Scalars, and the messages that JSON shows as scalars: quantities, times, int-or-string, raw JSON.</summary>
internal static class ScalarTranscoder
{
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;

    public static bool IsVarint(ValueShape shape) => shape.Kind is ShapeKind.Int32 or ShapeKind.Int64 or ShapeKind.Bool;

    public static JsonNode? Read(ref ProtobufReader reader, WireType wireType, ValueShape shape) => shape.Kind switch
    {
        ShapeKind.Int32 => JsonValue.Create((long)(int)Varint(ref reader, wireType)),
        ShapeKind.Int64 => JsonValue.Create((long)Varint(ref reader, wireType)),
        ShapeKind.Bool => JsonValue.Create(Varint(ref reader, wireType) != 0),
        ShapeKind.Float64 => Double(ref reader, wireType),
        ShapeKind.String => JsonValue.Create(Text(Bytes(ref reader, wireType))),
        ShapeKind.Bytes => JsonValue.Create(Convert.ToBase64String(Bytes(ref reader, wireType))),
        ShapeKind.Quantity => JsonValue.Create(Text(FirstBytes(Bytes(ref reader, wireType)))),
        ShapeKind.IntOrString => IntOrString(Bytes(ref reader, wireType)),
        ShapeKind.Time => Time(Bytes(ref reader, wireType), "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ShapeKind.MicroTime => Time(Bytes(ref reader, wireType), "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        _ => Raw(FirstBytes(Bytes(ref reader, wireType))),
    };

    public static ReadOnlySpan<byte> Bytes(ref ProtobufReader reader, WireType wireType) =>
        wireType == WireType.Bytes ? reader.ReadBytes() : throw WrongWireType(wireType);

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static ulong Varint(ref ProtobufReader reader, WireType wireType) =>
        wireType == WireType.Varint ? reader.ReadVarint() : throw WrongWireType(wireType);

    private static JsonValue Double(ref ProtobufReader reader, WireType wireType)
    {
        var value = wireType == WireType.Fixed64
            ? BitConverter.UInt64BitsToDouble(reader.ReadFixed64())
            : throw WrongWireType(wireType);
        return double.IsFinite(value)
            ? JsonValue.Create(value)
            : throw new FormatException("proto: a number is not finite");
    }

    // These messages have one field of interest, their first.
    private static ReadOnlySpan<byte> FirstBytes(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> found = default;
        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            var (number, wireType) = reader.ReadTag();
            if ((number, wireType) == (1, WireType.Bytes))
            {
                found = reader.ReadBytes();
            }
            else
            {
                reader.Skip(wireType);
            }
        }

        return found;
    }

    private static JsonValue IntOrString(ReadOnlySpan<byte> message)
    {
        var (isText, number, text) = (false, 0, "");
        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            switch (reader.ReadTag())
            {
                case (1, WireType.Varint):
                    isText = reader.ReadVarint() != 0;
                    break;
                case (2, WireType.Varint):
                    number = (int)reader.ReadVarint();
                    break;
                case (3, WireType.Bytes):
                    text = Text(reader.ReadBytes());
                    break;
                case var (_, wireType):
                    reader.Skip(wireType);
                    break;
            }
        }

        return isText ? JsonValue.Create(text) : JsonValue.Create((long)number);
    }

    private static JsonValue? Time(ReadOnlySpan<byte> message, string format)
    {
        if (message.IsEmpty)
        {
            return null;
        }

        long seconds = 0;
        long nanos = 0;
        var reader = new ProtobufReader(message);
        while (!reader.IsAtEnd)
        {
            switch (reader.ReadTag())
            {
                case (1, WireType.Varint):
                    seconds = (long)reader.ReadVarint();
                    break;
                case (2, WireType.Varint):
                    nanos = (int)reader.ReadVarint();
                    break;
                case var (_, wireType):
                    reader.Skip(wireType);
                    break;
            }
        }

        if (seconds is < SecondsMin or > SecondsMax || nanos is < 0 or > 999_999_999)
        {
            throw new FormatException("proto: a time is out of range");
        }

        var time = DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanos / 100));
        return JsonValue.Create(time.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonNode? Raw(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"json parse error: {malformed.Message}", malformed);
        }
    }

    private static FormatException WrongWireType(WireType wireType) =>
        new($"proto: wrong wireType = {(int)wireType}");
}
