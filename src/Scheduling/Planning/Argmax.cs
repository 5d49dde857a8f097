using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>Finds the best of all nodes.</summary>
internal static class Argmax
{
    /// <summary>The index of the largest value, the first of equals counted from an index on; -1 when all are negative.</summary>
    public static int Of(ReadOnlySpan<int> values, int from)
    {
        var best = Max(values);
        if (best < 0)
        {
            return -1;
        }

        var behind = values[from..].IndexOf(best);
        return behind >= 0 ? from + behind : values.IndexOf(best);
    }

    /// <summary>The same of each value that is not negative plus what its domain adds; domains begin at -1.</summary>
    public static (int Index, int Value) Of(
        ReadOnlySpan<int> values, ReadOnlySpan<int> domains, ReadOnlySpan<int> perDomain, int from)
    {
        domains = domains[..values.Length];
        var best = Max(values, domains, perDomain);
        if (best < 0)
        {
            return (-1, -1);
        }

        var behind = IndexOf(best, values[from..], domains[from..], perDomain);
        return (behind >= 0 ? from + behind : IndexOf(best, values, domains, perDomain), best);
    }

    private static int Max(ReadOnlySpan<int> values, ReadOnlySpan<int> domains, ReadOnlySpan<int> perDomain)
    {
        var (max, i) = (-1, 0);
        if (Avx2.IsSupported)
        {
            var highest = Vector256.Create(-1);
            for (; i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                highest = Vector256.Max(highest, Sums(values, domains, perDomain, i));
            }

            max = Highest(highest);
        }

        for (; i < values.Length; i++)
        {
            max = values[i] < 0 ? max : Math.Max(max, values[i] + perDomain[domains[i] + 1]);
        }

        return max;
    }

    private static int IndexOf(
        int wanted, ReadOnlySpan<int> values, ReadOnlySpan<int> domains, ReadOnlySpan<int> perDomain)
    {
        var i = 0;
        for (; Avx2.IsSupported && i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            if (Vector256.EqualsAny(Sums(values, domains, perDomain, i), Vector256.Create(wanted)))
            {
                break;
            }
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= 0 && values[i] + perDomain[domains[i] + 1] == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    // -1 where the value is negative.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Sums(
        ReadOnlySpan<int> values, ReadOnlySpan<int> domains, ReadOnlySpan<int> perDomain, int i)
    {
        var own = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
        var domain = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(domains), (nuint)i);
        fixed (int* table = perDomain)
        {
            var added = Avx2.GatherVector256(table + 1, domain, sizeof(int));
            return (own + added) | Vector256.LessThan(own, Vector256<int>.Zero);
        }
    }

    private static int Highest(Vector256<int> lanes)
    {
        var highest = lanes[0];
        for (var lane = 1; lane < Vector256<int>.Count; lane++)
        {
            highest = Math.Max(highest, lanes[lane]);
        }

        return highest;
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var highest = Vector256.Create(-1);
        var i = 0;
        for (; i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            highest = Vector256.Max(highest, Vector256.LoadUnsafe(ref first, (nuint)i));
        }

        var max = Highest(highest);
        for (; i < values.Length; i++)
        {
            max = Math.Max(max, values[i]);
        }

        return max;
    }
}
