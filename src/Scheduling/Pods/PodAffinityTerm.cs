using System.Collections.Frozen;
using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>
/// "Pods that match, in these namespaces, within one domain of the key". The namespaces are the named ones and those
/// the namespace selector matches; without either it is the pod's own.
/// </summary>
internal sealed class PodAffinityTerm
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = FrozenDictionary<string, string>.Empty;

    public PodAffinityTerm(
        V1PodAffinityTerm term, int weight, string ownNamespace, IReadOnlyDictionary<string, string> ownLabels)
    {
        TopologyKey = term.TopologyKey;
        Weight = weight;
        Selector = PodSelector.Of(term.LabelSelector, ownLabels, term.MatchLabelKeys, term.MismatchLabelKeys);
        NamespaceSelector = term.NamespaceSelector is null ? null : PodSelector.Of(term.NamespaceSelector, ownLabels);
        var named = term.Namespaces ?? [];
        Namespaces = (named.Count == 0 && NamespaceSelector is null ? [ownNamespace] : named)
            .ToFrozenSet(StringComparer.Ordinal);
        Signature = Sign();
    }

    public string TopologyKey { get; }

    /// <summary>1 to 100 for a preference, 0 for a requirement.</summary>
    public int Weight { get; }

    public PodSelector Selector { get; }

    public FrozenSet<string> Namespaces { get; }

    public PodSelector? NamespaceSelector { get; }

    public PodSignature Signature { get; }

    /// <summary>Whether a pod that exists matches the term of the pod that is being scheduled.</summary>
    /// <remarks>
    /// A namespace selector that an empty set of labels satisfies matches every namespace here, as in Kubernetes 1.36,
    /// contrary to its documentation.
    /// </remarks>
    public bool MatchesExisting(
        string ns, IReadOnlyDictionary<string, string> nsLabels, IReadOnlyDictionary<string, string> labels) =>
        (Namespaces.Contains(ns) || (NamespaceSelector?.Matches(NoLabels) ?? false)
            || (NamespaceSelector?.Matches(nsLabels) ?? false))
        && Selector.Matches(labels);

    /// <summary>Whether the pod that is being scheduled matches the term of a pod that exists.</summary>
    public bool MatchesIncoming(
        string ns, IReadOnlyDictionary<string, string> nsLabels, IReadOnlyDictionary<string, string> labels) =>
        (Namespaces.Contains(ns) || (NamespaceSelector?.Matches(nsLabels) ?? false)) && Selector.Matches(labels);

    private PodSignature Sign()
    {
        var signature = new SignatureBuilder();
        signature.Add(TopologyKey);
        signature.Add(Weight);
        signature.Add(Namespaces.Order(StringComparer.Ordinal));
        signature.Add(NamespaceSelector is not null);
        NamespaceSelector?.AddTo(ref signature);
        Selector.AddTo(ref signature);
        return signature.Build();
    }
}
