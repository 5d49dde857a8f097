using k8s;
using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// What a scheduler looks at besides nodes and pods: namespaces, services and controllers, volumes, disruption budgets;
/// those of the kinds that are served.
/// </summary>
internal sealed class ClusterInputs
{
    private static readonly WatchQuery Everything = new() { AfterRevision = null };

    private readonly SchedulerParts _parts;
    private readonly Action<ClusterChanges> _changed;
    private readonly Dictionary<ObjectKey, DisruptionBudget> _budgets = [];
    private readonly List<(ResourceFollower Follower, Action<WatchEvent> Apply)> _followers = [];

    public ClusterInputs(SchedulerParts parts, ClusterSnapshot snapshot, Action<ClusterChanges> changed)
    {
        _parts = parts;
        _changed = changed;
        Follow<V1Namespace>(
            ns => snapshot.Namespaces.Set(ns.Metadata.Name, ns.Metadata.Labels),
            ns => snapshot.Namespaces.Remove(ns.Metadata.Name),
            ClusterChanges.PodLabels);
        Follow<V1Service>(snapshot.Workloads.Set, snapshot.Workloads.Remove, ClusterChanges.None);
        Follow<V1ReplicaSet>(snapshot.Workloads.Set, snapshot.Workloads.Remove, ClusterChanges.None);
        Follow<V1StatefulSet>(snapshot.Workloads.Set, snapshot.Workloads.Remove, ClusterChanges.None);
        Follow<V1ReplicationController>(snapshot.Workloads.Set, snapshot.Workloads.Remove, ClusterChanges.None);
        Follow<V1PersistentVolumeClaim>(snapshot.Volumes.Set, snapshot.Volumes.Remove, ClusterChanges.Volumes);
        Follow<V1PersistentVolume>(snapshot.Volumes.Set, snapshot.Volumes.Remove, ClusterChanges.Volumes);
        Follow<V1StorageClass>(snapshot.Volumes.Set, snapshot.Volumes.Remove, ClusterChanges.Volumes);
        Follow<V1CSINode>(snapshot.Volumes.Set, snapshot.Volumes.Remove, ClusterChanges.Volumes);
        Follow<V1PodDisruptionBudget>(
            budget => _budgets[KeyOf(budget)] = new DisruptionBudget(budget),
            budget => _budgets.Remove(KeyOf(budget)),
            ClusterChanges.None);
    }

    public IReadOnlyList<DisruptionBudget> Budgets => [.. _budgets.Values];

    /// <summary>Completes when all of it has been seen once.</summary>
    public Task Synced => Task.WhenAll(_followers.Select(item => item.Follower.Synced));

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_followers.Select(item => item.Follower.RunAsync(item.Apply, cancellationToken)));

    private static ObjectKey KeyOf(V1PodDisruptionBudget budget) =>
        new(budget.Metadata.NamespaceProperty ?? "", budget.Metadata.Name);

    private void Follow<T>(Action<T> set, Action<T> remove, ClusterChanges change)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (Kinds.All.FirstOrDefault(kind => kind.ObjectType == typeof(T)) is not { } kind)
        {
            return;
        }

        var follower = new ResourceFollower(_parts.Store, kind.ResourceType, Everything, _parts.Time, _parts.Logger);
        _followers.Add((follower, Apply));

        void Apply(WatchEvent seen)
        {
            var apply = seen.Type == Resources.Store.WatchEventType.Deleted ? remove : set;
            apply(seen.Object.As<T>());
            if (change != ClusterChanges.None)
            {
                _changed(change);
            }
        }
    }
}
