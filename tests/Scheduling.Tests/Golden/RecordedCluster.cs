using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Golden;

/// <summary>The cluster of a recorded case, changed by what is recorded.</summary>
internal sealed class RecordedCluster
{
    private readonly Dictionary<ObjectKey, V1Pod> _pods = [];

    public RecordedCluster(RecordedCase recorded)
    {
        foreach (var ns in recorded.Objects<V1Namespace>("namespaces"))
        {
            Snapshot.Namespaces.Set(ns.Metadata.Name, ns.Metadata.Labels);
        }

        Each<V1Service>(recorded, "services", Snapshot.Workloads.Set);
        Each<V1ReplicaSet>(recorded, "replicaSets", Snapshot.Workloads.Set);
        Each<V1StatefulSet>(recorded, "statefulSets", Snapshot.Workloads.Set);
        Each<V1ReplicationController>(recorded, "replicationControllers", Snapshot.Workloads.Set);
        Each<V1StorageClass>(recorded, "storageClasses", Snapshot.Volumes.Set);
        Each<V1CSINode>(recorded, "csiNodes", Snapshot.Volumes.Set);
        Each<V1PersistentVolume>(recorded, "persistentVolumes", Snapshot.Volumes.Set);
        Each<V1PersistentVolumeClaim>(recorded, "persistentVolumeClaims", Snapshot.Volumes.Set);
        Each<V1Node>(recorded, "nodes", Snapshot.SetNode);
        foreach (var pod in recorded.Objects<V1Pod>("initialPods").Where(pod => pod.Status?.Phase is not ("Succeeded" or "Failed")))
        {
            Bind(pod, pod.Spec.NodeName);
        }
    }

    public ClusterSnapshot Snapshot { get; } = new();

    public void Bind(V1Pod pod, string node)
    {
        var demand = PodDemand.Of(pod);
        _pods[demand.Key] = pod;
        Snapshot.Nominations.Remove(demand.Key);
        Snapshot.Place(demand, node);
    }

    public void Delete(ObjectKey pod)
    {
        Snapshot.Nominations.Remove(pod);
        Snapshot.Remove(pod);
    }

    public void Terminate(ObjectKey key)
    {
        var pod = _pods[key];
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        Snapshot.Place(PodDemand.Of(pod), Snapshot.NodeOf(key)!);
    }

    public void Apply(string action, JsonElement step)
    {
        if (action == "updateNode")
        {
            Snapshot.SetNode(RecordedCase.Read<V1Node>(step.GetProperty("node")));
            return;
        }

        Assert.Equal("deletePods", action);
        foreach (var key in step.GetProperty("pods").EnumerateArray())
        {
            Delete(ObjectKey.Parse(key.GetString()!));
        }
    }

    public void ReplaceVolumes(JsonElement volumes)
    {
        foreach (var claim in volumes.GetProperty("persistentVolumeClaims").EnumerateArray())
        {
            Snapshot.Volumes.Set(RecordedCase.Read<V1PersistentVolumeClaim>(claim));
        }

        foreach (var volume in volumes.GetProperty("persistentVolumes").EnumerateArray())
        {
            Snapshot.Volumes.Set(RecordedCase.Read<V1PersistentVolume>(volume));
        }
    }

    private static void Each<T>(RecordedCase recorded, string name, Action<T> apply)
    {
        foreach (var item in recorded.Objects<T>(name))
        {
            apply(item);
        }
    }
}
