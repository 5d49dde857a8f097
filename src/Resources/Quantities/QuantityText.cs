using System.Globalization;

namespace OrleansScheduler.Resources.Quantities;

/// <summary>The canonical text: no fraction digits, nothing lost, the suffix as large as possible.</summary>
internal static class QuantityText
{
    private const int SuffixExponentMax = 18;

    public static string Canonical(Int128 nanos, QuantityFormat format)
    {
        if (nanos == 0)
        {
            return "0";
        }

        return format switch
        {
            QuantityFormat.BinarySI => Binary(nanos) ?? Decimal(nanos, QuantityFormat.DecimalSI),
            _ => Decimal(nanos, format),
        };
    }

    // Small and fractional amounts have no binary suffix.
    private static string? Binary(Int128 nanos)
    {
        var (units, fraction) = Int128.DivRem(nanos, Quantity.NanosPerUnit);
        if (fraction != 0 || Int128.Abs(units) < 1024)
        {
            return null;
        }

        string[] suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
        var power = 0;
        while (power < suffixes.Length - 1 && units % 1024 == 0)
        {
            units /= 1024;
            power++;
        }

        return units.ToString(CultureInfo.InvariantCulture) + suffixes[power];
    }

    private static string Decimal(Int128 nanos, QuantityFormat format)
    {
        var exponent = -9;
        while (nanos % 1000 == 0)
        {
            nanos /= 1000;
            exponent += 3;
        }

        return nanos.ToString(CultureInfo.InvariantCulture) + DecimalSuffix(exponent, format);
    }

    private static string DecimalSuffix(int exponent, QuantityFormat format) => (format, exponent) switch
    {
        (_, 0) => "",
        (QuantityFormat.DecimalSI, <= SuffixExponentMax) => "num kMGTPE".Substring(Index(exponent), 1),
        _ => $"e{exponent.ToString(CultureInfo.InvariantCulture)}",
    };

    private static int Index(int exponent) => (exponent + 9) / 3;
}
