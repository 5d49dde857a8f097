using System.Collections.Frozen;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Warnings;

/// <summary>Wishes for nodes by labels of old, and selectors that match nothing.</summary>
internal static class PlacementWarnings
{
    private const string NoPod = "a null labelSelector results in matching no pod";

    private static readonly FrozenDictionary<string, string> OldLabels = new Dictionary<string, string>
    {
        ["beta.kubernetes.io/arch"] = Deprecated("v1.14", "kubernetes.io/arch"),
        ["beta.kubernetes.io/os"] = Deprecated("v1.14", "kubernetes.io/os"),
        ["failure-domain.beta.kubernetes.io/region"] = Deprecated("v1.17", "topology.kubernetes.io/region"),
        ["failure-domain.beta.kubernetes.io/zone"] = Deprecated("v1.17", "topology.kubernetes.io/zone"),
        ["beta.kubernetes.io/instance-type"] = Deprecated("v1.17", "node.kubernetes.io/instance-type"),
    }.ToFrozenDictionary();

    public static void AddNodeLabels(V1PodSpec spec, FieldPath path, List<string> warnings)
    {
        foreach (var (label, _) in spec.NodeSelector.InKeyOrder())
        {
            if (OldLabels.TryGetValue(label, out var message))
            {
                warnings.Add($"{path.Child("nodeSelector").Key(label)}: {message}");
            }
        }

        AddNodeAffinity(spec.Affinity?.NodeAffinity, path.Child("affinity", "nodeAffinity"), warnings);
        foreach (var (index, constraint) in (spec.TopologySpreadConstraints ?? []).Index())
        {
            var constraintPath = path.Child("topologySpreadConstraints").Index(index);
            AddKey(constraint.TopologyKey, constraintPath.Child("topologyKey"), warnings);
            if (constraint.LabelSelector is null)
            {
                warnings.Add($"{constraintPath.Child("labelSelector")}: {NoPod}");
            }
        }
    }

    public static void AddPodAffinity(V1Affinity? affinity, FieldPath path, List<string> warnings)
    {
        const string required = "requiredDuringSchedulingIgnoredDuringExecution";
        const string preferred = "preferredDuringSchedulingIgnoredDuringExecution";
        var (with, without) = (affinity?.PodAffinity, affinity?.PodAntiAffinity);
        AddTerms(with?.RequiredDuringSchedulingIgnoredDuringExecution, path.Child("podAffinity", required), warnings);
        AddWeighted(with?.PreferredDuringSchedulingIgnoredDuringExecution, path.Child("podAffinity", preferred), warnings);
        AddTerms(without?.RequiredDuringSchedulingIgnoredDuringExecution, path.Child("podAntiAffinity", required), warnings);
        AddWeighted(without?.PreferredDuringSchedulingIgnoredDuringExecution, path.Child("podAntiAffinity", preferred), warnings);
    }

    private static void AddNodeAffinity(V1NodeAffinity? affinity, FieldPath path, List<string> warnings)
    {
        var required = path.Child("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
        foreach (var (index, term) in (affinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms ?? []).Index())
        {
            AddTerm(term, required.Index(index), warnings);
        }

        var preferred = path.Child("preferredDuringSchedulingIgnoredDuringExecution");
        foreach (var (index, term) in (affinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Index())
        {
            AddTerm(term.Preference, preferred.Index(index).Child("preference"), warnings);
        }
    }

    private static void AddTerm(V1NodeSelectorTerm term, FieldPath path, List<string> warnings)
    {
        foreach (var (index, expression) in (term.MatchExpressions ?? []).Index())
        {
            AddKey(expression.Key, path.Child("matchExpressions").Index(index).Child("key"), warnings);
        }
    }

    private static void AddKey(string label, FieldPath path, List<string> warnings)
    {
        if (OldLabels.TryGetValue(label, out var message))
        {
            warnings.Add($"{path}: {label} is {message}");
        }
    }

    private static void AddTerms(IList<V1PodAffinityTerm>? terms, FieldPath path, List<string> warnings)
    {
        foreach (var (index, _) in (terms ?? []).Index().Where(term => term.Item.LabelSelector is null))
        {
            warnings.Add($"{path.Index(index).Child("labelSelector")}: {NoPod}");
        }
    }

    private static void AddWeighted(IList<V1WeightedPodAffinityTerm>? terms, FieldPath path, List<string> warnings)
    {
        foreach (var (index, _) in (terms ?? []).Index().Where(term => term.Item.PodAffinityTerm?.LabelSelector is null))
        {
            warnings.Add($"{path.Index(index).Child("podAffinityTerm", "labelSelector")}: {NoPod}");
        }
    }

    private static string Deprecated(string version, string instead) => $"deprecated since {version}; use \"{instead}\" instead";
}
