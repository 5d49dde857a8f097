namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>
/// Turns sums, of which less is better, into scores: each is rounded, then 100 * (max + min - s) / max. Nodes that were
/// left out (NaN) get 0. There are few different sums, so each division is done once.
/// </summary>
internal sealed class SpreadScale
{
    private const int TableMax = 4096;

    private long[] _table = [];

    public void Normalise(ReadOnlySpan<double> sums, Span<long> scores)
    {
        var (min, max) = (long.MaxValue, 0L);
        for (var i = 0; i < sums.Length; i++)
        {
            var rounded = Rounded(sums[i]);
            scores[i] = rounded;
            if (rounded >= 0)
            {
                (min, max) = (Math.Min(min, rounded), Math.Max(max, rounded));
            }
        }

        if (max - min < TableMax)
        {
            Look(min, max, scores);
            return;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = scores[i] < 0 ? 0 : Scaled(scores[i], min, max);
        }
    }

    private void Look(long min, long max, Span<long> scores)
    {
        if (_table.Length == 0)
        {
            _table = new long[TableMax];
        }

        for (var s = min; s <= max; s++)
        {
            _table[s - min] = Scaled(s, min, max);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = scores[i] < 0 ? 0 : _table[scores[i] - min];
        }
    }

    public static long Scaled(long score, long min, long max) =>
        max == 0 ? PodScorer.ScoreMax : PodScorer.ScoreMax * (max + min - score) / max;

    /// <summary>Half away from zero, as no sum is negative; -1 for a node that is left out.</summary>
    public static long Rounded(double sum)
    {
        if (double.IsNaN(sum))
        {
            return -1;
        }

        var whole = (long)sum;
        return sum - whole >= 0.5 ? whole + 1 : whole;
    }
}
