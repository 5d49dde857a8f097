using k8s.Models;
using OrleansScheduler.Resources.Quantities;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>How full a cluster is; amounts as Kubernetes writes them, over all nodes.</summary>
public sealed record ClusterUsage(int Nodes, int Pods, int Pending, ResourceUsage Cpu, ResourceUsage Memory)
{
    internal static ClusterUsage Of(ClusterSnapshot snapshot, IReadOnlyList<V1Node> nodes, int pending)
    {
        var (cpu, memory) = (Sum(snapshot, nodes, ResourceAmounts.Cpu), Sum(snapshot, nodes, ResourceAmounts.Memory));
        return new ClusterUsage(
            nodes.Count,
            snapshot.PodCount,
            pending,
            new ResourceUsage(Quantity.FromMilli(cpu.Requested).ToString(), Quantity.FromMilli(cpu.Allocatable).ToString(), cpu.Share),
            new ResourceUsage(Bytes(memory.Requested), Bytes(memory.Allocatable), memory.Share));
    }

    private static string Bytes(long amount) => Quantity.FromValue(amount, QuantityFormat.BinarySI).ToString();

    private static (long Requested, long Allocatable, double Share) Sum(
        ClusterSnapshot snapshot, IReadOnlyList<V1Node> nodes, string resource)
    {
        var (allocatable, requested) = (0L, 0L);
        foreach (var node in nodes)
        {
            var usage = snapshot.Usage(node.Metadata.Name, resource);
            (allocatable, requested) = (allocatable + usage.Allocatable, requested + usage.Requested);
        }

        return (requested, allocatable, allocatable == 0 ? 0 : Math.Round((double)requested / allocatable, 4));
    }
}
