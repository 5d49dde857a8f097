using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class DoubleCodec(ValueShape shape) : ValueCodec<double>
{
    public override double Read(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw context.Mismatch(ref reader, shape);

    public override bool IsEmpty(double value) => value == 0;

    public override void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);
}
