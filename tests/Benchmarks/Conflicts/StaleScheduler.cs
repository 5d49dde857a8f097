using k8s.Models;
using OrleansScheduler.Scheduling.Configuration;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>A scheduler whose picture is behind the log, but for what it placed itself.</summary>
internal sealed class StaleScheduler
{
    private readonly ClusterSnapshot _snapshot = new();
    private readonly Planner _planner;
    private readonly CommitLog _log;
    private int _seen;

    public StaleScheduler(ConflictCase run, int index, IReadOnlyList<V1Node> nodes, CommitLog log)
    {
        _log = log;
        var profile = ProfileReading.Read(new ProfileSettings { ScoringStrategy = run.Strategy });
        var shard = run.IsSliced ? new SchedulerShard(index, run.Schedulers) : SchedulerShard.Whole;
        _planner = new Planner(profile with { Shard = shard }, _snapshot);
        foreach (var node in nodes)
        {
            _snapshot.SetNode(node);
        }
    }

    /// <summary>The node it wants for the pod, null when it sees none.</summary>
    public string? Plan(PodDemand pod, int behind)
    {
        for (; _seen < _log.Count - behind; _seen++)
        {
            Apply(_log[_seen]);
        }

        return _planner.Place(pod, seed: 1);
    }

    public void Refused(PodDemand pod) => _snapshot.Remove(pod.Key);

    private void Apply((PodDemand Pod, string? Node) entry)
    {
        if (entry.Node is { } node)
        {
            _snapshot.Place(entry.Pod, node);
        }
        else
        {
            _snapshot.Remove(entry.Pod.Key);
        }
    }
}
