using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>
/// Which node to make room on, the least first: (1) fewest violated budgets, (2) least important most important victim,
/// (3) smallest sum of priorities, (4) fewest victims, (5) most recent start of the longest running of its most
/// important victims.
/// </summary>
public readonly record struct CandidateRank(
    int Violations, int HighestPriority, long PrioritySum, int Victims, DateTime EarliestStart) : IComparable<CandidateRank>
{
    /// <param name="victims">Most important first, so that the first is of those with the highest priority that which runs longest.</param>
    public static CandidateRank Of(IReadOnlyList<PodDemand> victims, int violations)
    {
        var sum = 0L;
        for (var i = 0; i < victims.Count; i++)
        {
            // Shifted so that many pods of negative priority weigh more than few.
            sum += victims[i].Priority + (1L << 31);
        }

        return new CandidateRank(
            violations, victims[0].Priority, sum, victims.Count, PodImportance.StartOf(victims[0]));
    }

    public int CompareTo(CandidateRank other)
    {
        var order = Violations.CompareTo(other.Violations);
        order = order != 0 ? order : HighestPriority.CompareTo(other.HighestPriority);
        order = order != 0 ? order : PrioritySum.CompareTo(other.PrioritySum);
        order = order != 0 ? order : Victims.CompareTo(other.Victims);
        return order != 0 ? order : other.EarliestStart.CompareTo(EarliestStart);
    }
}
