using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using OrleansScheduler.Scheduling.Plugins.Resources;

namespace OrleansScheduler.Scheduling.Tests.Plugins.Resources;

public sealed class ExactLanesTests
{
    private const long AmountMax = 1L << 44;

    /// <summary>Of every magnitude, and often next to a power of two, where rounding is most likely to go wrong.</summary>
    private static readonly Gen<long> Amount = Gen.OneOf(
        Gen.Long[1, AmountMax],
        Gen.Long[1, 1_000],
        Gen.Select(Gen.Int[0, 44], Gen.Long[-3, 3]).Select((power, off) => Math.Clamp((1L << power) + off, 1, AmountMax)),
        Gen.Select(Gen.Int[0, 44], Gen.Long[0, AmountMax]).Select((shift, bits) => Math.Max(1, bits >> shift)));

    [Fact]
    public void FloorOfQuotient_OfAnyPart_IsIntegerDivision() => Gen.Select(Amount, Gen.Long[0, AmountMax]).Sample(
        (capacity, random) => AssertFloor(random % (capacity + 1), capacity), iter: 2_000_000);

    [Fact]
    public void FloorOfQuotient_NextToEveryWholeNumber_IsIntegerDivision() => Amount.Sample(
        capacity =>
        {
            for (var score = 0; score <= 100; score++)
            {
                var edge = (long)((BigInteger)score * capacity / 100);
                for (var part = Math.Max(0, edge - 1); part <= Math.Min(capacity, edge + 1); part++)
                {
                    AssertFloor(part, capacity);
                }
            }
        },
        iter: 20_000);

    [Fact]
    public void Quotient_OfAnyAmounts_IsDivision() => Gen.Select(Amount, Amount).Sample(
        (used, capacity) =>
        {
            var divisor = (double)capacity;
            var quotient = ExactLanes.Quotient(
                Vector256.Create((double)used), Vector256.Create(divisor), Vector256.Create(1.0 / divisor));
            Assert.Equal(BitConverter.DoubleToInt64Bits(used / divisor), BitConverter.DoubleToInt64Bits(quotient[0]));
        },
        iter: 2_000_000);

    private static void AssertFloor(long part, long capacity)
    {
        var floor = ExactLanes.FloorOfQuotient(Vector256.Create(part * 100.0), Vector256.Create(1.0 / capacity));
        if ((long)floor[0] != part * 100 / capacity)
        {
            Assert.Fail($"{part} * 100 / {capacity} is {part * 100 / capacity}, not {floor[0]}.");
        }
    }
}
