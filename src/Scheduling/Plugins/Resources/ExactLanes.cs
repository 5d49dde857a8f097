using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>
/// Integer arithmetic on four lanes of doubles: exact for the amounts that <c>ResourceColumn.IsExactAsDouble</c>
/// allows, because there every product is below 2^53 and no quotient is so close to an integer that rounding reaches
/// it. Division has no integer instruction; this way four nodes cost one.
/// </summary>
internal static class ExactLanes
{
    public const int Count = 4;

    /// <summary>2^52: its mantissa's unit is 1, so adding it moves an integer into the mantissa's bits.</summary>
    private const double Shift = 4503599627370496.0;
    private const long ShiftBits = 0x4330000000000000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref long first, int index) =>
        (Vector256.LoadUnsafe(ref first, (nuint)index) | Vector256.Create(ShiftBits)).AsDouble() - Vector256.Create(Shift);

    /// <summary>Eight whole numbers between 0 and 2^31 as integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToIntegers(Vector256<double> low, Vector256<double> high) => Vector256.Narrow(
        (low + Vector256.Create(Shift)).AsInt64() ^ Vector256.Create(ShiftBits),
        (high + Vector256.Create(Shift)).AsInt64() ^ Vector256.Create(ShiftBits));

    /// <summary>Division by a constant that is exact for whole numbers that are small, and rounds down.</summary>
    public static (Vector256<double> Factor, bool IsProduct) Divisor(long divisor) => BitOperations.IsPow2(divisor)
        ? (Vector256.Create(1.0 / divisor), true)
        : (Vector256.Create((double)divisor), false);
}
