using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>RFC 3339 in UTC; whole seconds for <c>Time</c>, six digits for <c>MicroTime</c>.</summary>
internal sealed class TimeCodec(ValueShape shape) : ValueCodec<DateTime>
{
    private const string MicroFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly ValueShape Text = new(ShapeKind.String, "string");

    public override DateTime Read(ref Utf8JsonReader reader, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw ReadContext.MismatchedValue(ref reader, Text);
        }

        return Rfc3339.Parse(WireText.Read(ref reader), shape.Kind == ShapeKind.MicroTime);
    }

    // Go's time is a struct, which omitempty never leaves out.
    public override bool IsEmpty(DateTime value) => false;

    public override void Write(Utf8JsonWriter writer, DateTime value)
    {
        if (value == default)
        {
            writer.WriteNullValue();
            return;
        }

        var utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
        if (shape.Kind == ShapeKind.Time)
        {
            writer.WriteStringValue(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond)));
            return;
        }

        Span<byte> text = stackalloc byte[27];
        utc.TryFormat(text, out _, MicroFormat, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }
}
