using k8s.Models;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>More nodes come, empty and healthy, otherwise like one that is there.</summary>
public sealed record AddNodes(int Count, string Like) : IScenario
{
    private const string HostnameLabel = "kubernetes.io/hostname";

    public ClusterObjects Apply(ClusterObjects cluster)
    {
        var model = cluster.Nodes.FirstOrDefault(node => node.Metadata.Name == Like)
            ?? throw new ScenarioException($"there is no node {Like}");
        var taken = cluster.Nodes.Select(node => node.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        var names = Enumerable.Range(1, int.MaxValue).Select(i => $"{Like}-new-{i}").Where(name => !taken.Contains(name));
        return cluster with { Nodes = [.. cluster.Nodes, .. names.Take(Count).Select(name => Copy(model, name))] };
    }

    private static V1Node Copy(V1Node model, string name) => model with
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Labels = new Dictionary<string, string>(model.Metadata.Labels ?? new Dictionary<string, string>())
            {
                [HostnameLabel] = name,
            },
        },
        Spec = new V1NodeSpec { Taints = [.. (model.Spec?.Taints ?? []).Where(taint => !IsOfCondition(taint))] },
    };

    // What the state of the model brought about: not ready, under pressure, cordoned.
    private static bool IsOfCondition(V1Taint taint) => taint.Key.StartsWith("node.kubernetes.io/", StringComparison.Ordinal);
}
