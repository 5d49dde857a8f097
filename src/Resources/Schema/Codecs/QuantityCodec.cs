using System.Text;
using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources.Quantities;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>A quantity, written in the form Kubernetes would write it.</summary>
internal sealed class QuantityCodec(ValueShape shape) : ValueCodec<ResourceQuantity>
{
    public override ResourceQuantity? Zero => shape.IsPointer ? null : WireQuantity.Zero;

    public override ResourceQuantity Read(ref Utf8JsonReader reader, ReadContext context)
    {
        // A JSON number is as good as its text; of anything else Kubernetes complains as of a malformed text.
        var text = reader.TokenType == JsonTokenType.String
            ? WireText.Read(ref reader)
            : Encoding.UTF8.GetString(reader.ValueSpan);
        return QuantityCache.TryParse(text.Trim(), out var quantity, out var problem)
            ? quantity
            : throw new WireFormatException(problem);
    }

    public override bool IsEmpty(ResourceQuantity? value) => shape.IsPointer && value is null;

    public override void Write(Utf8JsonWriter writer, ResourceQuantity? value)
    {
        if (value is null && shape.IsPointer)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value?.ToString() ?? "0");
        }
    }
}
