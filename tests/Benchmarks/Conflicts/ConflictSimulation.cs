using OrleansScheduler.Scheduling.Admission;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>
/// Schedulers with pictures that are behind, nodes that admit or refuse: the cluster is filled to a load and kept there,
/// old pods leaving at random for new ones. What is refused is tried again on a current picture.
/// </summary>
internal sealed class ConflictSimulation
{
    private const int Seed = 7;
    private const int TriesMax = 100;
    private const int FailuresMax = 500;

    private readonly ConflictCase _run;
    private readonly ConflictCluster _cluster;
    private readonly Random _random = new(Seed);
    private readonly ClusterSnapshot _truth = new();
    private readonly NodeAdmission _admission;
    private readonly CommitLog _log = new();
    private readonly StaleScheduler[] _schedulers;
    private readonly List<PodDemand> _placed = [];
    private readonly (long Cpu, long Memory) _room;
    private (long Cpu, long Memory) _used;
    private int _turn;

    private ConflictSimulation(ConflictCase run, int nodes)
    {
        _run = run;
        _cluster = new ConflictCluster(nodes, _random);
        _admission = NodeAdmission.OfPlacements(_truth);
        _schedulers = [.. Enumerable.Range(0, run.Schedulers).Select(i => new StaleScheduler(run, i, _cluster.Nodes, _log))];
        foreach (var node in _cluster.Nodes)
        {
            _truth.SetNode(node);
            var name = node.Metadata.Name;
            _room = (_room.Cpu + _truth.Usage(name, "cpu").Allocatable, _room.Memory + _truth.Usage(name, "memory").Allocatable);
        }
    }

    public static ConflictFigures Run(ConflictCase run, int nodes, int placements)
    {
        var simulation = new ConflictSimulation(run, nodes);
        simulation.Fill();
        return simulation.Churn(placements);
    }

    private void Fill()
    {
        for (var failures = 0; failures < FailuresMax;)
        {
            var pod = _cluster.NextPod();
            if (!Fits(pod))
            {
                return;
            }

            failures += TryPlace(pod, behind: 0) > 0 ? 0 : 1;
        }
    }

    private ConflictFigures Churn(int placements)
    {
        var tries = new List<int>(placements);
        var unplaceable = 0;
        while (tries.Count + unplaceable < placements)
        {
            var pod = _cluster.NextPod();
            while (!Fits(pod))
            {
                RemoveOne();
            }

            var needed = TryPlace(pod, _run.Behind);
            if (needed > 0)
            {
                tries.Add(needed);
            }
            else
            {
                unplaceable++;
                RemoveOne();
            }
        }

        tries.Sort();
        return new ConflictFigures(
            tries.Sum(count => count - 1) / (double)tries.Count,
            unplaceable / (double)placements,
            tries[tries.Count * 99 / 100],
            _cluster.Nodes.Count(node => _truth.PodsOn(node.Metadata.Name).Any()),
            _cluster.Nodes.Count(node => IsOvercommitted(node.Metadata.Name)));
    }

    // The tries it took; 0 when there is no node for the pod.
    private int TryPlace(PodDemand pod, int behind)
    {
        var index = _run.IsSliced ? SchedulerShard.IndexOf(pod, _run.Schedulers) : _turn++ % _run.Schedulers;
        var scheduler = _schedulers[index];
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            if (scheduler.Plan(pod, behind) is not { } node)
            {
                if (behind == 0)
                {
                    return 0;
                }
            }
            else if (_admission.Check(node, pod) is null)
            {
                Commit(pod, node);
                return tries;
            }
            else
            {
                scheduler.Refused(pod);
            }

            behind = 0;
        }

        throw new InvalidOperationException($"Pod {pod} is refused on a current picture.");
    }

    private bool Fits(PodDemand pod) =>
        _used.Cpu + pod.Requests["cpu"] <= _run.Load * _room.Cpu && _used.Memory + pod.Requests["memory"] <= _run.Load * _room.Memory;

    private void Commit(PodDemand pod, string node)
    {
        _truth.Place(pod, node);
        _placed.Add(pod);
        _log.Add(pod, node);
        _used = (_used.Cpu + pod.Requests["cpu"], _used.Memory + pod.Requests["memory"]);
    }

    private void RemoveOne()
    {
        var index = _random.Next(_placed.Count);
        var pod = _placed[index];
        _placed[index] = _placed[^1];
        _placed.RemoveAt(_placed.Count - 1);
        _truth.Remove(pod.Key);
        _log.Add(pod, null);
        _used = (_used.Cpu - pod.Requests["cpu"], _used.Memory - pod.Requests["memory"]);
    }

    private bool IsOvercommitted(string node) =>
        ((string[])["cpu", "memory"]).Any(resource => _truth.Usage(node, resource) is var usage && usage.Requested > usage.Allocatable);
}
