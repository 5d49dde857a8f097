using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class ListCodec<T>(ValueShape shape, ValueCodec<T> element) : ValueCodec<IList<T>>
{
    public override IList<T> Read(ref Utf8JsonReader reader, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw context.Mismatch(ref reader, shape);
        }

        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            context.Enter(PathStep.At(list.Count));
            list.Add(element.ReadElement(ref reader, context)!);
            context.Leave();
        }

        return list;
    }

    public override bool IsEmpty(IList<T>? value) => value is not { Count: > 0 };

    public override void Write(Utf8JsonWriter writer, IList<T>? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++)
        {
            element.Write(writer, value[i]);
        }

        writer.WriteEndArray();
    }

    public override void VisitItems(IFieldVisitor fields, IList<T>? value, bool isNew, FieldSchema list)
    {
        if (isNew || value is { Count: 0 })
        {
            fields.Own();
        }

        var items = Identified(value ?? [], list);
        for (var i = 0; i < items.Count;)
        {
            var (identity, item) = items[i];
            var next = i + 1;
            while (next < items.Count && items[next].Identity == identity)
            {
                next++;
            }

            fields.EnterItem(identity, list.ListType);
            if (next - i > 1)
            {
                fields.Own(); // what cannot be told apart is owned together
            }
            else
            {
                element.Visit(fields, item, isNew: true);
            }

            fields.Leave();
            i = next;
        }
    }

    // In the order of FieldsV1; an item without identity is owned by nobody.
    private List<(string Identity, T Item)> Identified(IList<T> value, FieldSchema list)
    {
        var items = new List<(string Identity, T Item)>(value.Count);
        foreach (var item in value)
        {
            if (element.Identity(item, list) is { } identity)
            {
                items.Add((identity, item));
            }
        }

        items.Sort(static (x, y) => string.CompareOrdinal(x.Identity, y.Identity));
        return items;
    }
}
