using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    private static int Max(ReadOnlySpan<int> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var highest = Vector256.Create(-1);
        var i = 0;
        for (; i <= values.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            highest = Vector256.Max(highest, Vector256.LoadUnsafe(ref first, (nuint)i));
        }

        var max = -1;
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
        {
            max = Math.Max(max, highest[lane]);
        }

        for (; i < values.Length; i++)
        {
            max = Math.Max(max, values[i]);
        }

        return max;
    }
}
