using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A struct as a class of the models. The fields are bound when the first value passes.</summary>
internal sealed class StructCodec<T>(ValueShape shape) : ValueCodec<T>
    where T : class, new()
{
    private static readonly T Empty = new();

    private readonly Lazy<FieldBinding<T>[]> _fields = new(() => FieldBinder.Bind<T>(shape.Type));
    private FieldBinding<T>[]? _fieldsByName;

    public override T? Zero => shape.IsPointer ? null : new T();

    public override T Read(ref Utf8JsonReader reader, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw context.Mismatch(ref reader, shape);
        }

        var value = new T();
        var fields = _fields.Value;
        Span<ulong> seen = stackalloc ulong[(fields.Length / 64) + 1];
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = Find(fields, ref reader, next);
            if (at < 0)
            {
                ReportUnknown(ref reader, context);
                reader.Skip();
                continue;
            }

            next = at + 1;
            if (context.IsStrict && (seen[at / 64] & (1UL << at)) != 0)
            {
                context.ReportDuplicate(fields[at].Schema.Name);
            }

            seen[at / 64] |= 1UL << at;

            ReadField(fields[at], ref reader, context, value);
        }

        return value;
    }

    public override bool IsEmpty(T? value) => shape.IsPointer && value is null;

    public override void Write(Utf8JsonWriter writer, T? value)
    {
        if (value is null && shape.IsPointer)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStartObject();
            WriteFields(writer, value ?? Empty);
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes the fields, all but those left out, without braces.</summary>
    public void WriteFields(Utf8JsonWriter writer, T value, params ReadOnlySpan<string> except)
    {
        foreach (var field in _fields.Value)
        {
            if (!except.Contains(field.Schema.Name))
            {
                field.Write(writer, value);
            }
        }
    }

    public override void Visit(IFieldVisitor fields, T? value, bool isNew)
    {
        if (shape.Type.MapType == TypeSchema.AtomicMap || (value is null && shape.IsPointer))
        {
            VisitWhole(fields, value, isNew);
            return;
        }

        if (isNew)
        {
            fields.Own();
        }

        _fieldsByName ??= [.. _fields.Value.OrderBy(field => field.Schema.Name, StringComparer.Ordinal)];
        foreach (var field in _fieldsByName)
        {
            field.Visit(fields, value ?? Empty, isNew);
        }
    }

    public override string? Identity(T? item, FieldSchema list)
    {
        if (item is null || list.ListType != ListType.Map)
        {
            return null;
        }

        var keys = list.ListKeys.Order(StringComparer.Ordinal)
            .Select(key => Array.Find(_fields.Value, field => field.Schema.Name == key)).ToArray();
        return Array.TrueForAll(keys, key => key is not null && (key.IsWritten(item) || key.Schema.Default is not null))
            ? ScratchJson.Text((keys, item), static (writer, at) => WriteKeys(writer, at.keys!, at.item)) // none is null
            : null;
    }

    private static void WriteKeys(Utf8JsonWriter writer, FieldBinding<T>[] keys, T item)
    {
        writer.WriteStartObject();
        foreach (var key in keys)
        {
            if (key.IsWritten(item))
            {
                key.Write(writer, item);
            }
            else
            {
                writer.WritePropertyName(key.Schema.Utf8Name);
                writer.WriteRawValue(key.Schema.Default!); // a key without a value has one
            }
        }

        writer.WriteEndObject();
    }

    private void ReadField(FieldBinding<T> field, ref Utf8JsonReader reader, ReadContext context, T value)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        context.Enter(PathStep.Field(shape.Type.Name, field.Schema.Name));
        field.Read(ref reader, context, value);
        context.Leave();
    }

    private static void ReportUnknown(ref Utf8JsonReader reader, ReadContext context)
    {
        if (context.IsStrict)
        {
            context.ReportUnknown(WireText.Read(ref reader));
        }
    }

    // Fields mostly come in the order they are declared in, so the search begins behind the last one found.
    private static int Find(FieldBinding<T>[] fields, ref Utf8JsonReader reader, int next)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var at = next + i < fields.Length ? next + i : next + i - fields.Length;
            if (reader.ValueTextEquals(fields[at].Schema.Utf8Name))
            {
                return at;
            }
        }

        return -1;
    }
}
