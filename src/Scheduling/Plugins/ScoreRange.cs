namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Scales raw scores so that the highest becomes 100.</summary>
internal static class ScoreRange
{
    /// <summary>More is better; all 0 when the highest is 0.</summary>
    public static void Scale(Span<long> scores)
    {
        var max = Max(scores);
        foreach (ref var score in scores)
        {
            score = max == 0 ? 0 : PodScorer.ScoreMax * score / max;
        }
    }

    /// <summary>Less is better; all 100 when the highest is 0.</summary>
    public static void Reverse(Span<long> scores)
    {
        var max = Max(scores);
        foreach (ref var score in scores)
        {
            score = max == 0 ? PodScorer.ScoreMax : PodScorer.ScoreMax - (PodScorer.ScoreMax * score / max);
        }
    }

    private static long Max(ReadOnlySpan<long> scores)
    {
        var max = 0L;
        foreach (var score in scores)
        {
            max = Math.Max(max, score);
        }

        return max;
    }
}
