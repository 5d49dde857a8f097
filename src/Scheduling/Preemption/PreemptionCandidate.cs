using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>A node that takes the pod once these others are gone.</summary>
/// <param name="Victims">Most important first.</param>
/// <param name="Violations">How many of them are guarded by a budget that is used up.</param>
public sealed record PreemptionCandidate(string NodeName, IReadOnlyList<PodDemand> Victims, int Violations)
{
    public CandidateRank Rank => CandidateRank.Of(Victims, Violations);
}
