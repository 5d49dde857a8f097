using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;

namespace OrleansScheduler.Dashboard.Views;

/// <summary>A node as lists and the map show it: its state, and what its pods ask for.</summary>
public sealed record NodeRow(V1Node Node, Use Cpu, Use Memory, Use Pods)
{
    /// <summary>The name.</summary>
    public string Name => Node.Metadata.Name;

    /// <summary>When it joined.</summary>
    public DateTime? Created => Node.Metadata.CreationTimestamp;

    /// <summary>The page about it.</summary>
    public string Link => $"nodes/{Name}";

    /// <summary>Whether its agent says it takes pods.</summary>
    public bool IsReady => Node.Status?.Conditions?.Any(each => each is { Type: "Ready", Status: "True" }) == true;

    /// <summary>Whether new pods are kept off.</summary>
    public bool IsCordoned => Node.Spec?.Unschedulable == true;

    /// <summary>As kubectl's STATUS column.</summary>
    public string Status => (IsReady ? "Ready" : "NotReady") + (IsCordoned ? ",SchedulingDisabled" : "");

    /// <summary>How its status looks.</summary>
    public Tone Tone => !IsReady ? Tone.Bad : IsCordoned ? Tone.Warning : Tone.Good;

    /// <summary>All nodes with what the pods bound to them ask for; pods that are over hold nothing.</summary>
    public static IReadOnlyList<NodeRow> Of(IReadOnlyList<V1Node> nodes, IEnumerable<V1Pod> pods)
    {
        var bound = pods
            .Where(pod => pod.Spec?.NodeName is { Length: > 0 } && pod.Status?.Phase is not ("Succeeded" or "Failed"))
            .ToLookup(pod => pod.Spec.NodeName);
        return [.. nodes.Select(node => Of(node, bound[node.Metadata.Name]))];
    }

    private static NodeRow Of(V1Node node, IEnumerable<V1Pod> pods)
    {
        var (cpu, memory, count) = (0m, 0m, 0);
        foreach (var pod in pods)
        {
            var asked = PodResources.RequestsOfContainers(pod.Spec);
            cpu += Amount(asked, "cpu");
            memory += Amount(asked, "memory");
            count++;
        }

        var offered = node.Status?.Allocatable;
        return new(node, new(cpu, Amount(offered, "cpu")), new(memory, Amount(offered, "memory")), new(count, Amount(offered, "pods")));
    }

    private static decimal Amount(IDictionary<string, ResourceQuantity>? amounts, string resource) =>
        amounts is not null && amounts.TryGetValue(resource, out var quantity) ? quantity.ToDecimal() : 0;
}
