using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A map, written in the order of its keys so that equal objects have equal bytes.</summary>
internal sealed class MapCodec<T>(ValueShape shape, ValueCodec<T> value) : ValueCodec<IDictionary<string, T>>
{
    private static readonly IDictionary<string, T> Empty = new Dictionary<string, T>();

    public override IDictionary<string, T> Read(ref Utf8JsonReader reader, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw context.Mismatch(ref reader, shape);
        }

        var map = new Dictionary<string, T>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = WireText.Read(ref reader);
            reader.Read();
            if (context.IsStrict && map.ContainsKey(key))
            {
                context.ReportDuplicate(key);
            }

            context.Enter(PathStep.Key(key));
            map[key] = value.ReadElement(ref reader, context)!;
            context.Leave();
        }

        return map;
    }

    public override bool IsEmpty(IDictionary<string, T>? map) => map is not { Count: > 0 };

    public override void Write(Utf8JsonWriter writer, IDictionary<string, T>? map)
    {
        if (map is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var (key, item) in Sorted(map))
        {
            writer.WritePropertyName(key);
            value.Write(writer, item);
        }

        writer.WriteEndObject();
    }

    public override void Visit(IFieldVisitor fields, IDictionary<string, T>? map, bool isNew)
    {
        if (isNew || map is { Count: 0 })
        {
            fields.Own();
        }

        foreach (var (key, item) in Sorted(map ?? Empty))
        {
            if (fields.EnterField(key))
            {
                value.Visit(fields, item, isNew: true);
                fields.Leave();
            }
        }
    }

    private static KeyValuePair<string, T>[] Sorted(IDictionary<string, T> map)
    {
        var entries = new KeyValuePair<string, T>[map.Count];
        map.CopyTo(entries, 0);
        Array.Sort(entries, static (x, y) => string.CompareOrdinal(x.Key, y.Key));
        return entries;
    }
}
