namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>
/// Which node to make room on: (1) fewest violated budgets, (2) least important most important victim, (3) smallest sum
/// of priorities, (4) fewest victims, (5) most recent start of the longest running of its most important victims.
/// </summary>
internal sealed class CandidateOrder : IComparer<PreemptionCandidate>
{
    public static CandidateOrder Best { get; } = new();

    public int Compare(PreemptionCandidate? x, PreemptionCandidate? y)
    {
        var (left, right) = (x!, y!);
        int[] steps =
        [
            left.Violations.CompareTo(right.Violations),
            left.Victims[0].Priority.CompareTo(right.Victims[0].Priority),
            SumOf(left).CompareTo(SumOf(right)),
            left.Victims.Count.CompareTo(right.Victims.Count),
            EarliestStart(right).CompareTo(EarliestStart(left)),
        ];
        return Array.Find(steps, step => step != 0);
    }

    // Shifted so that many pods of negative priority weigh more than few.
    private static long SumOf(PreemptionCandidate candidate) =>
        candidate.Victims.Sum(victim => victim.Priority + (1L << 31));

    private static DateTime EarliestStart(PreemptionCandidate candidate) => candidate.Victims
        .TakeWhile(victim => victim.Priority == candidate.Victims[0].Priority)
        .Min(PodImportance.StartOf);
}
