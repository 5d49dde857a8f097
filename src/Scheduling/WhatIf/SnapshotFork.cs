using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A snapshot of its own over a cluster's objects, for plans that are never carried out.</summary>
internal static class SnapshotFork
{
    public static ClusterSnapshot Of(ClusterObjects cluster)
    {
        var snapshot = new ClusterSnapshot();
        Each(cluster.Namespaces, item => snapshot.Namespaces.Set(item.Metadata.Name, item.Metadata.Labels));
        Each(cluster.Services, snapshot.Workloads.Set);
        Each(cluster.ReplicaSets, snapshot.Workloads.Set);
        Each(cluster.StatefulSets, snapshot.Workloads.Set);
        Each(cluster.ReplicationControllers, snapshot.Workloads.Set);
        Each(cluster.Claims, snapshot.Volumes.Set);
        Each(cluster.Volumes, snapshot.Volumes.Set);
        Each(cluster.StorageClasses, snapshot.Volumes.Set);
        Each(cluster.CsiNodes, snapshot.Volumes.Set);
        Each(cluster.Nodes, snapshot.SetNode);
        Each(cluster.Pods.Where(PodStates.IsPlaced), pod => snapshot.Place(PodDemand.Of(pod), pod.Spec.NodeName));
        return snapshot;
    }

    private static void Each<T>(IEnumerable<T> items, Action<T> action)
    {
        foreach (var item in items)
        {
            action(item);
        }
    }
}
