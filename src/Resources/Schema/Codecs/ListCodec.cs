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
}
