using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>
/// Arithmetic on four lanes of doubles that gives what integers and plain division give, for the amounts that
/// <c>ResourceColumn.IsExactAsDouble</c> allows: there a hundred times an amount is below 2^53. Division is by far the
/// slowest instruction, so reciprocals, which change only with a node, are multiplied by instead.
/// </summary>
internal static class ExactLanes
{
    public const int Count = 4;

    /// <summary>2^52: its mantissa's unit is 1, so adding it moves an integer into the mantissa's bits.</summary>
    private const double Shift = 4503599627370496.0;
    private const long ShiftBits = 0x4330000000000000;

    /// <summary>
    /// 2^-45 is more than the error of a product up to 100 (2^-46.3), and with it less than the distance of a quotient
    /// from the next integer, which is at least 2^-44 as no divisor is larger than 2^44.
    /// </summary>
    private const double Bias = 1.0 / (1L << 45);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref long first, int index) =>
        (Vector256.LoadUnsafe(ref first, (nuint)index) | Vector256.Create(ShiftBits)).AsDouble() - Vector256.Create(Shift);

    /// <summary>The quotient of whole numbers, which is at most 100, rounded down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FloorOfQuotient(Vector256<double> dividend, Vector256<double> reciprocal) =>
        Vector256.Floor(Vector256.FusedMultiplyAdd(dividend, reciprocal, Vector256.Create(Bias)));

    /// <summary>
    /// The quotient as division rounds it: the first step brings it within one unit of the last place, and from there
    /// the second gives the correct rounding (Markstein), provided the reciprocal is correctly rounded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Quotient(
        Vector256<double> dividend, Vector256<double> divisor, Vector256<double> reciprocal)
    {
        var near = Refine(dividend * reciprocal, dividend, divisor, reciprocal);
        return Refine(near, dividend, divisor, reciprocal);
    }

    /// <summary>Eight whole numbers between 0 and 2^31 as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToIntegers(Vector256<double> low, Vector256<double> high) => Vector256.Narrow(
        (low + Vector256.Create(Shift)).AsInt64() ^ Vector256.Create(ShiftBits),
        (high + Vector256.Create(Shift)).AsInt64() ^ Vector256.Create(ShiftBits));

    /// <summary>Division by a constant that is exact for whole numbers that are small, and rounds down.</summary>
    public static (Vector256<double> Factor, bool IsProduct) Divisor(long divisor) => BitOperations.IsPow2(divisor)
        ? (Vector256.Create(1.0 / divisor), true)
        : (Vector256.Create((double)divisor), false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Refine(
        Vector256<double> quotient, Vector256<double> dividend, Vector256<double> divisor, Vector256<double> reciprocal) =>
        Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(-quotient, divisor, dividend), reciprocal, quotient);
}
