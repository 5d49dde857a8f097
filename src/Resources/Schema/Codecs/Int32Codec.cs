using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class Int32Codec(ValueShape shape) : ValueCodec<int>
{
    public override int Read(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
            ? value
            : throw context.Mismatch(ref reader, shape);

    public override bool IsEmpty(int value) => value == 0;

    public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
}
