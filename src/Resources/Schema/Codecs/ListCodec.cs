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
        foreach (var item in value)
        {
            element.Write(writer, item);
        }

        writer.WriteEndArray();
    }

    public override void VisitItems(IFieldVisitor fields, IList<T>? value, bool isNew, FieldSchema list)
    {
        if (isNew || value is { Count: 0 })
        {
            fields.Own();
        }

        var items = (value ?? []).Select(item => (Identity: element.Identity(item, list), Item: item))
            .Where(item => item.Identity is not null)
            .GroupBy(item => item.Identity, item => item.Item, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal);
        foreach (var same in items)
        {
            fields.EnterItem(same.Key!, list.ListType); // none is null
            if (same.Skip(1).Any())
            {
                fields.Own(); // what cannot be told apart is owned together
            }
            else
            {
                element.Visit(fields, same.First(), isNew: true);
            }

            fields.Leave();
        }
    }
}
