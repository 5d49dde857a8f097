using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class Int64Codec(ValueShape shape) : ValueCodec<long>
{
    public override long Read(ref Utf8JsonReader reader, ReadContext context) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw context.Mismatch(ref reader, shape);

    public override bool IsEmpty(long value) => value == 0;

    public override void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);
}
