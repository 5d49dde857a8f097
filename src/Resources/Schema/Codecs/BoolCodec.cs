using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class BoolCodec(ValueShape shape) : ValueCodec<bool>
{
    public override bool Read(ref Utf8JsonReader reader, ReadContext context) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw context.Mismatch(ref reader, shape),
    };

    public override bool IsEmpty(bool value) => !value;

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}
