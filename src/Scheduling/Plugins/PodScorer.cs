namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A score plugin's preference for one pod, valid as long as the snapshot does not change.</summary>
internal abstract class PodScorer
{
    public const long ScoreMax = 100;

    /// <summary>The raw score of a feasible node.</summary>
    public abstract long Score(int slot);

    /// <summary>Brings the raw scores of all feasible nodes into 0..<see cref="ScoreMax"/>.</summary>
    public virtual void Normalise(Span<long> scores)
    {
    }
}
