using System.Buffers.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

internal sealed class BytesCodec(ValueShape shape) : ValueCodec<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw context.Mismatch(ref reader, shape);
        }

        return reader.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new WireFormatException($"illegal base64 data at input byte {InvalidAt(reader.ValueSpan)}");
    }

    public override bool IsEmpty(byte[]? value) => value is not { Length: > 0 };

    public override void Write(Utf8JsonWriter writer, byte[]? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteBase64StringValue(value);
        }
    }

    private static int InvalidAt(ReadOnlySpan<byte> text)
    {
        Base64.DecodeFromUtf8(text, new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)], out var consumed, out _);
        while (consumed < text.Length && (char.IsAsciiLetterOrDigit((char)text[consumed]) || text[consumed] is (byte)'+' or (byte)'/'))
        {
            consumed++;
        }

        return consumed;
    }
}
