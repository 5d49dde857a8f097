using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Coordination.Leases;

/// <summary>
/// The JSON of a Lease around its <c>renewTime</c>: leases of nodes are renewed all the time with nothing else in them
/// changed, and are not decoded for that.
/// </summary>
public static class LeaseJson
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Where the text of <c>spec.renewTime</c> lies, without its quotes; null when there is none.</summary>
    public static (int Start, int Length)? RenewTimeIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject
            && MoveTo(ref reader, "spec"u8) && reader.TokenType == JsonTokenType.StartObject
            && MoveTo(ref reader, "renewTime"u8) && reader.TokenType == JsonTokenType.String
                ? ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length)
                : null;
    }

    /// <summary>The time in the one form that the API writes, to the microsecond; null when it is in another.</summary>
    public static DateTime? ReadTime(ReadOnlySpan<byte> text) =>
        text.Length == Format.Length
        && DateTime.TryParseExact(
            Encoding.ASCII.GetString(text),
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : null;

    /// <summary>The time of the last renewal; null when there is none, or none in the API's own form.</summary>
    public static DateTime? RenewTimeOf(ReadOnlySpan<byte> json) =>
        RenewTimeIn(json) is var (start, length) ? ReadTime(json.Slice(start, length)) : null;

    /// <summary>The same lease, renewed at another time.</summary>
    public static byte[] WithRenewTime(ReadOnlySpan<byte> json, DateTime time)
    {
        var (start, length) = RenewTimeIn(json) ?? throw new ArgumentException("The lease was never renewed.", nameof(json));
        return [.. json[..start], .. Encoding.ASCII.GetBytes(time.ToString(Format, CultureInfo.InvariantCulture)), .. json[(start + length)..]];
    }

    /// <summary>True when two leases differ at most in when they were renewed and in who owns which field.</summary>
    public static bool DifferOnlyInRenewal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var one = new Utf8JsonReader(left);
        var other = new Utf8JsonReader(right);
        while (ReadCompared(ref one) & ReadCompared(ref other))
        {
            if (one.TokenType != other.TokenType || !one.ValueSpan.SequenceEqual(other.ValueSpan))
            {
                return false;
            }
        }

        return one.BytesConsumed == left.Length && other.BytesConsumed == right.Length;
    }

    // The next token that counts: not those of metadata.managedFields and spec.renewTime.
    private static bool ReadCompared(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            var isIgnored = reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 2 }
                && (reader.ValueTextEquals("renewTime"u8) || reader.ValueTextEquals("managedFields"u8));
            if (!isIgnored)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
