using System.Globalization;

namespace OrleansScheduler.Resources.Schema;

/// <summary>Times as Go's <c>time.Parse</c> takes and refuses them.</summary>
internal static class Rfc3339
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const string MicroLayout = "2006-01-02T15:04:05.000000Z07:00";

    /// <summary>Parses a time; <paramref name="micro"/> demands exactly six digits of a second.</summary>
    public static DateTime Parse(string text, bool micro)
    {
        var rest = text.AsSpan();
        var year = Number(text, ref rest, "2006", micro, '\0');
        var month = Number(text, ref rest, "01", micro, '-');
        var day = Number(text, ref rest, "02", micro, '-');
        var hour = Number(text, ref rest, "15", micro, 'T');
        var minute = Number(text, ref rest, "04", micro, ':');
        var second = Number(text, ref rest, "05", micro, ':');
        var ticks = Fraction(text, ref rest, micro);
        var offset = Offset(text, ref rest, micro);
        if (rest.Length > 0)
        {
            throw Refuse(text, micro, $": extra text: \"{rest}\"");
        }

        var wrong = month is < 1 or > 12 ? "month"
            : day < 1 || day > DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month) ? "day"
            : hour > 23 ? "hour"
            : minute > 59 ? "minute"
            : second > 59 ? "second"
            : null;
        if (wrong is not null || year == 0)
        {
            throw Refuse(text, micro, $": {wrong ?? "year"} out of range");
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks;
        var utc = Math.Clamp(local - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTime(utc, DateTimeKind.Utc);
    }

    private static int Number(string text, ref ReadOnlySpan<char> rest, string element, bool micro, char separator)
    {
        if (separator != '\0')
        {
            if (rest.Length == 0 || rest[0] != separator)
            {
                throw Cannot(text, rest, separator.ToString(), micro);
            }

            rest = rest[1..];
        }

        if (rest.Length < element.Length || rest[..element.Length].ContainsAnyExceptInRange('0', '9'))
        {
            throw Cannot(text, rest, element, micro);
        }

        var value = int.Parse(rest[..element.Length], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[element.Length..];
        return value;
    }

    private static long Fraction(string text, ref ReadOnlySpan<char> rest, bool micro)
    {
        var digits = 0;
        if (rest.Length > 1 && rest[0] is '.' or ',')
        {
            while (digits + 1 < rest.Length && char.IsAsciiDigit(rest[digits + 1]))
            {
                digits++;
            }
        }

        if (micro && digits != 6)
        {
            throw Cannot(text, rest, ".000000", micro);
        }

        if (digits == 0)
        {
            return 0;
        }

        var shown = rest.Slice(1, Math.Min(digits, 7));
        var value = long.Parse(shown, NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[(digits + 1)..];
        return value * (long)Math.Pow(10, 7 - shown.Length);
    }

    private static TimeSpan Offset(string text, ref ReadOnlySpan<char> rest, bool micro)
    {
        if (rest.Length > 0 && rest[0] == 'Z')
        {
            rest = rest[1..];
            return TimeSpan.Zero;
        }

        var wellFormed = rest.Length >= 6 && rest[0] is '+' or '-' && rest[3] == ':'
            && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2])
            && char.IsAsciiDigit(rest[4]) && char.IsAsciiDigit(rest[5]);
        if (!wellFormed)
        {
            throw Cannot(text, rest, "Z07:00", micro);
        }

        var offset = new TimeSpan(
            int.Parse(rest[1..3], CultureInfo.InvariantCulture),
            int.Parse(rest[4..6], CultureInfo.InvariantCulture),
            seconds: 0);
        var sign = rest[0] == '-' ? -1 : 1;
        rest = rest[6..];
        return offset * sign;
    }

    private static WireFormatException Cannot(string text, ReadOnlySpan<char> rest, string element, bool micro) =>
        Refuse(text, micro, $": cannot parse \"{rest}\" as \"{element}\"", withLayout: true);

    private static WireFormatException Refuse(string text, bool micro, string problem, bool withLayout = false) =>
        new($"parsing time \"{text}\"{(withLayout ? $" as \"{(micro ? MicroLayout : Layout)}\"" : "")}{problem}");
}
