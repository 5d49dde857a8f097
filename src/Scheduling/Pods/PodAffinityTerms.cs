using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>All that a pod says about the pods it wants near or far.</summary>
internal sealed record PodAffinityTerms(
    IReadOnlyList<PodAffinityTerm> Affinity,
    IReadOnlyList<PodAffinityTerm> AntiAffinity,
    IReadOnlyList<PodAffinityTerm> PreferredAffinity,
    IReadOnlyList<PodAffinityTerm> PreferredAntiAffinity)
{
    public static PodAffinityTerms None { get; } = new([], [], [], []);

    public bool IsEmpty => ReferenceEquals(this, None);

    public static PodAffinityTerms Of(V1Pod pod, IReadOnlyDictionary<string, string> labels)
    {
        var (near, far) = (pod.Spec.Affinity?.PodAffinity, pod.Spec.Affinity?.PodAntiAffinity);
        if (near is null && far is null)
        {
            return None;
        }

        var ns = pod.Metadata.NamespaceProperty ?? "";
        return new PodAffinityTerms(
            Required(near?.RequiredDuringSchedulingIgnoredDuringExecution, ns, labels),
            Required(far?.RequiredDuringSchedulingIgnoredDuringExecution, ns, labels),
            Preferred(near?.PreferredDuringSchedulingIgnoredDuringExecution, ns, labels),
            Preferred(far?.PreferredDuringSchedulingIgnoredDuringExecution, ns, labels));
    }

    public void AddTo(ref SignatureBuilder signature)
    {
        foreach (var terms in (IReadOnlyList<PodAffinityTerm>[])[Affinity, AntiAffinity, PreferredAffinity, PreferredAntiAffinity])
        {
            signature.Add(terms.Count);
            foreach (var term in terms)
            {
                signature.Add((long)term.Signature.High);
                signature.Add((long)term.Signature.Low);
            }
        }
    }

    private static PodAffinityTerm[] Required(
        IList<V1PodAffinityTerm>? terms, string ns, IReadOnlyDictionary<string, string> labels) =>
        [.. (terms ?? []).Select(term => new PodAffinityTerm(term, 0, ns, labels))];

    private static PodAffinityTerm[] Preferred(
        IList<V1WeightedPodAffinityTerm>? terms, string ns, IReadOnlyDictionary<string, string> labels) =>
        [.. (terms ?? []).Select(term => new PodAffinityTerm(term.PodAffinityTerm, term.Weight, ns, labels))];
}
