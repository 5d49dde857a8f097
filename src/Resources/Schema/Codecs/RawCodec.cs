using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Any JSON; kept as it is.</summary>
internal sealed class RawCodec(ValueShape shape) : ValueCodec<object>
{
    public override object Read(ref Utf8JsonReader reader, ReadContext context) => JsonElement.ParseValue(ref reader);

    public override bool IsEmpty(object? value) => value is null && shape.IsPointer;

    public override void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case RawJson raw:
                writer.WriteRawValue(raw.Utf8, skipInputValidation: true);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            default:
                JsonSerializer.Serialize(writer, value, value.GetType());
                break;
        }
    }
}
