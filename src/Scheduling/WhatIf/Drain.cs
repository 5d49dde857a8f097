using k8s.Models;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>
/// The node is cordoned and emptied: pods with a controller are made again, others are gone, and those that belong to
/// the node stay.
/// </summary>
public sealed record Drain(string NodeName) : IScenario
{
    public ClusterObjects Apply(ClusterObjects cluster)
    {
        if (cluster.Nodes.All(node => node.Metadata.Name != NodeName))
        {
            throw new ScenarioException($"there is no node {NodeName}");
        }

        return cluster with
        {
            Nodes = [.. cluster.Nodes.Select(node => node.Metadata.Name == NodeName ? Cordoned(node) : node)],
            Pods = [.. cluster.Pods.SelectMany(pod => IsToLeave(pod) ? Successor(pod) : [pod])],
        };
    }

    private bool IsToLeave(V1Pod pod) =>
        PodStates.IsPlaced(pod) && pod.Spec.NodeName == NodeName && !PodStates.IsOfNode(pod);

    private static V1Pod[] Successor(V1Pod pod) =>
        PodStates.Controller(pod) is null || pod.Metadata.DeletionTimestamp is not null ? [] : [PodStates.Again(pod)];

    private static V1Node Cordoned(V1Node node) =>
        node with { Spec = (node.Spec ?? new V1NodeSpec()) with { Unschedulable = true } };
}
