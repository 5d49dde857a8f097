using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class StringCodec(ValueShape shape) : ValueCodec<string>
{
    public override string? Zero => shape.IsPointer ? null : "";

    public override string Read(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.String ? WireText.Read(ref reader) : throw context.Mismatch(ref reader, shape);

    public override bool IsEmpty(string? value) => shape.IsPointer ? value is null : string.IsNullOrEmpty(value);

    public override void Write(Utf8JsonWriter writer, string? value)
    {
        if (value is null && shape.IsPointer)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value ?? "");
        }
    }
}
