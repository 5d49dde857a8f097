using k8s.Models;
using OrleansScheduler.Resources.Selectors;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>
/// A label selector as scheduling reads it: absent it matches no pod, empty it matches every pod. The label keys of
/// <c>matchLabelKeys</c> and <c>mismatchLabelKeys</c> are merged in with the values of the pod that has the term.
/// </summary>
internal sealed class PodSelector
{
    private readonly LabelSelector? _selector;

    public PodSelector(LabelSelector? selector)
    {
        _selector = selector;
    }

    public bool IsEmpty => _selector is { Requirements.Count: 0 };

    public static PodSelector Of(
        V1LabelSelector? selector,
        IReadOnlyDictionary<string, string> labels,
        IEnumerable<string>? same = null,
        IEnumerable<string>? different = null)
    {
        if (selector is null)
        {
            return new PodSelector(null);
        }

        var stated = LabelSelector.Of(selector).Requirements;
        var merged = Merged(same, LabelOperator.In, labels).Concat(Merged(different, LabelOperator.NotIn, labels));
        return new PodSelector(new LabelSelector([.. stated, .. merged]));
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels) => _selector?.Matches(labels) ?? false;

    public void AddTo(ref SignatureBuilder signature)
    {
        signature.Add(_selector?.Requirements.Count ?? -1);
        foreach (var requirement in _selector?.Requirements ?? [])
        {
            signature.Add(requirement.Key);
            signature.Add((int)requirement.Operator);
            signature.Add(requirement.Values);
        }
    }

    private static IEnumerable<LabelRequirement> Merged(
        IEnumerable<string>? keys, LabelOperator op, IReadOnlyDictionary<string, string> labels) =>
        (keys ?? []).Where(labels.ContainsKey).Select(key => new LabelRequirement(key, op, [labels[key]]));
}
