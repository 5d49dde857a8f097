using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>Pods that have a certain affinity term: what the pods that exist want of one that is to be scheduled.</summary>
internal sealed class HeldTermCensus(HeldTermKind kind, PodAffinityTerm term) : PodCensus
{
    public HeldTermKind Kind { get; } = kind;

    public PodAffinityTerm Term { get; } = term;

    /// <summary>A pod may have the same term twice; it then counts twice.</summary>
    public override int Times(PodCrowd crowd) =>
        TermsOf(crowd.Terms).Count(held => held.Signature == Term.Signature);

    private IReadOnlyList<PodAffinityTerm> TermsOf(PodAffinityTerms terms) => Kind switch
    {
        HeldTermKind.Affinity => terms.Affinity,
        HeldTermKind.AntiAffinity => terms.AntiAffinity,
        HeldTermKind.PreferredAffinity => terms.PreferredAffinity,
        HeldTermKind.PreferredAntiAffinity => terms.PreferredAntiAffinity,
        _ => throw new InvalidOperationException($"Unknown kind of term {Kind}."),
    };
}
