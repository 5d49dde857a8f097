namespace OrleansScheduler.Resources.Quantities;

/// <summary>Saturating arithmetic on billionths.</summary>
internal static class QuantityMath
{
    public static Int128 Add(Int128 a, Int128 b)
    {
        var sum = unchecked(a + b);
        var overflowed = (a < 0) == (b < 0) && (sum < 0) != (a < 0);
        return !overflowed ? sum : a < 0 ? -Int128.MaxValue : Int128.MaxValue;
    }

    public static Int128 DivideAwayFromZero(Int128 value, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(value, divisor);
        return quotient + (remainder == 0 ? 0 : Int128.Sign(value));
    }

    public static long ToInt64(Int128 value) => long.CreateSaturating(value);
}
