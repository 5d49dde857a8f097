using System.Globalization;
using System.Numerics;

namespace OrleansScheduler.Resources.Quantities;

/// <summary>Reads quantities: every text Kubernetes accepts, and its words for the others.</summary>
internal static class QuantityParser
{
    private const string WrongFormat =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private const string WrongSuffix = "unable to parse quantity's suffix";

    // More digits than that are beyond 64 bits.
    private const int ExactDigitsMax = 18;

    // 10 to this power, in billionths, is near the largest amount.
    private const int ExponentMax = 30;

    public static bool TryParse(string text, out Quantity quantity, out string problem)
    {
        quantity = default;
        problem = WrongFormat;
        if (text.Length == 0 || !TrySplit(text, out var parts))
        {
            return false;
        }

        if (!TryInterpret(parts.Suffix, out var exponent, out var format))
        {
            problem = WrongSuffix;
            return false;
        }

        var nanos = Saturate(format == QuantityFormat.BinarySI ? Binary(parts, exponent) : Decimal(parts, exponent));
        if (format == QuantityFormat.BinarySI && nanos > 0 && nanos < Quantity.NanosPerUnit)
        {
            format = QuantityFormat.DecimalSI;
        }

        var signed = parts.IsNegative ? -nanos : nanos;
        quantity = new Quantity(signed, format, KeepsText(parts, exponent, format) ? text : null);
        return true;
    }

    private static bool TrySplit(string text, out Parts parts)
    {
        parts = default;
        var at = text[0] is '-' or '+' ? 1 : 0;
        var whole = TakeDigits(text, ref at).TrimStart('0');
        var fraction = "";
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = TakeDigits(text, ref at);
        }

        var suffix = text[at..];
        while (at < text.Length && "eEinumkKMGTP".Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        if (at < text.Length && text[at] is '-' or '+')
        {
            at++;
        }

        TakeDigits(text, ref at);
        parts = new Parts(text[0] == '-', whole.Length == 0 ? "0" : whole, fraction, suffix);
        return at == text.Length;
    }

    private static string TakeDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private static bool TryInterpret(string suffix, out int exponent, out QuantityFormat format)
    {
        (exponent, format) = suffix switch
        {
            "n" => (-9, QuantityFormat.DecimalSI),
            "u" => (-6, QuantityFormat.DecimalSI),
            "m" => (-3, QuantityFormat.DecimalSI),
            "" => (0, QuantityFormat.DecimalSI),
            "k" => (3, QuantityFormat.DecimalSI),
            "M" => (6, QuantityFormat.DecimalSI),
            "G" => (9, QuantityFormat.DecimalSI),
            "T" => (12, QuantityFormat.DecimalSI),
            "P" => (15, QuantityFormat.DecimalSI),
            "E" => (18, QuantityFormat.DecimalSI),
            "Ki" => (10, QuantityFormat.BinarySI),
            "Mi" => (20, QuantityFormat.BinarySI),
            "Gi" => (30, QuantityFormat.BinarySI),
            "Ti" => (40, QuantityFormat.BinarySI),
            "Pi" => (50, QuantityFormat.BinarySI),
            "Ei" => (60, QuantityFormat.BinarySI),
            _ => (int.MinValue, QuantityFormat.DecimalExponent),
        };
        return exponent != int.MinValue || (suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent));
    }

    private static BigInteger Decimal(Parts parts, int exponent)
    {
        var mantissa = BigInteger.Parse(parts.Whole + parts.Fraction, CultureInfo.InvariantCulture);
        var scale = (long)exponent - parts.Fraction.Length + 9;
        if (mantissa.IsZero || scale >= 0)
        {
            return mantissa * BigInteger.Pow(10, (int)Math.Clamp(scale, 0, ExponentMax + 9));
        }

        // Too small to matter rounds up to the smallest amount.
        return -scale > parts.Whole.Length + parts.Fraction.Length
            ? BigInteger.One
            : DivideUp(mantissa, BigInteger.Pow(10, (int)-scale));
    }

    private static BigInteger Binary(Parts parts, int exponent)
    {
        var mantissa = BigInteger.Parse(parts.Whole + parts.Fraction, CultureInfo.InvariantCulture);
        var nanos = DivideUp(
            (mantissa << exponent) * Quantity.NanosPerUnit, BigInteger.Pow(10, parts.Fraction.Length));
        return BigInteger.Min(nanos, new BigInteger(long.MaxValue) * Quantity.NanosPerUnit);
    }

    private static BigInteger DivideUp(BigInteger value, BigInteger divisor) => (value + divisor - 1) / divisor;

    private static Int128 Saturate(BigInteger nanos) =>
        nanos > (BigInteger)Int128.MaxValue ? Int128.MaxValue : (Int128)nanos;

    // Kubernetes writes a quantity back as it came when a quick look says that it is canonical ("+5" passes).
    private static bool KeepsText(Parts parts, int exponent, QuantityFormat format)
    {
        var digits = parts.Whole + parts.Fraction;
        if (format == QuantityFormat.BinarySI)
        {
            var isSmall = parts.Fraction.Length == 0 && 14 - parts.Whole.Length - (exponent * 3 / 10) >= 0;
            return isSmall && (long.Parse(digits, CultureInfo.InvariantCulture) & 7) != 0;
        }

        var scale = exponent - parts.Fraction.Length;
        return digits.Length <= ExactDigitsMax && scale >= -9 && scale % 3 == 0 && digits[0] != '0'
            && !digits.EndsWith("000", StringComparison.Ordinal) && exponent <= ExponentMax;
    }

    private readonly record struct Parts(bool IsNegative, string Whole, string Fraction, string Suffix);
}
