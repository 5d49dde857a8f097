using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A score plugin's preference for the pods of one signature, prepared again when it is void.</summary>
internal sealed class ScoreRule(IScorePlugin plugin, int weight)
{
    private long _version = -1;
    private long[] _scores = [];

    public IScorePlugin Plugin { get; } = plugin;

    public int Weight { get; } = weight;

    /// <summary>Null when the pod has no preference.</summary>
    public PodScorer? Scorer { get; private set; }

    /// <summary>Makes the preference good for the pod; true when it was prepared anew.</summary>
    /// <param name="isSame">True when the last pod asked for the same amounts.</param>
    public bool Use(PodDemand pod, bool isSame)
    {
        if (_version != Plugin.Version)
        {
            Scorer = Plugin.Prepare(pod);
            _version = Plugin.Version;
            return true;
        }

        if (!isSame)
        {
            Scorer?.Use(pod);
        }

        return false;
    }

    /// <summary>A buffer for the scores of that many nodes, which stays as it is until the next time.</summary>
    public Span<long> Buffer(int count)
    {
        if (_scores.Length < count)
        {
            _scores = new long[Math.Max(count, 2 * _scores.Length)];
        }

        return _scores.AsSpan(0, count);
    }
}
