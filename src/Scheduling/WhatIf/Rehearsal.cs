using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>
/// Plays what a scheduler would do with a cluster until nothing is left to try: pending pods in order of priority, with
/// preemption, whose victims are made again where they have a controller.
/// </summary>
internal sealed class Rehearsal
{
    private const long Seed = 1;

    private readonly ClusterSnapshot _snapshot;
    private readonly Planner _planner;
    private readonly DisruptionBudget[] _budgets;
    private readonly Dictionary<ObjectKey, V1Pod> _pods;
    private readonly PriorityQueue<V1Pod, (int Priority, DateTime Created, string Name)> _queue = new();
    private readonly Dictionary<ObjectKey, string> _waiting = [];
    private readonly List<Preempted> _preempted = [];

    private Rehearsal(ClusterObjects cluster, SchedulingProfile profile)
    {
        _snapshot = SnapshotFork.Of(cluster);
        _planner = new Planner(profile, _snapshot);
        _budgets = [.. cluster.Budgets.Select(budget => new DisruptionBudget(budget))];
        _pods = cluster.Pods.ToDictionary(PodStates.KeyOf);
        foreach (var pod in cluster.Pods.Where(PodStates.IsPending))
        {
            Enqueue(pod);
        }
    }

    public static RehearsalOutcome Play(ClusterObjects cluster, SchedulingProfile profile)
    {
        var rehearsal = new Rehearsal(cluster, profile);
        while (rehearsal._queue.TryDequeue(out var pod, out _))
        {
            rehearsal.Place(PodDemand.Of(pod));
        }

        return rehearsal.Outcome(cluster);
    }

    private void Enqueue(V1Pod pod) => _queue.Enqueue(
        pod, (-(pod.Spec.Priority ?? 0), pod.Metadata.CreationTimestamp ?? DateTime.MaxValue, pod.Metadata.Name));

    private void Place(PodDemand pod)
    {
        var plan = _planner.Plan([pod], _budgets, Seed);
        if (plan.Refusals is not [var refusal])
        {
            return;
        }

        if (refusal.Preemption is { } preemption)
        {
            Evict(preemption, pod);
            plan = _planner.Plan([pod], _budgets, Seed);
        }

        _snapshot.Nominations.Remove(pod.Key);
        if (plan.Refusals is [var final])
        {
            _waiting.Add(pod.Key, final.Message);
        }
    }

    private void Evict(PreemptionCandidate preemption, PodDemand winner)
    {
        foreach (var victim in preemption.Victims)
        {
            _snapshot.Remove(victim.Key);
            _preempted.Add(new Preempted(victim.Key.ToString(), preemption.NodeName, winner.Key.ToString()));
            if (PodStates.Controller(_pods[victim.Key]) is not null)
            {
                Enqueue(PodStates.Again(_pods[victim.Key]));
            }
        }
    }

    private RehearsalOutcome Outcome(ClusterObjects cluster) => new()
    {
        NodeOf = _pods.Keys.Select(pod => (Pod: pod, Node: _snapshot.NodeOf(pod)))
            .Where(item => item.Node is not null)
            .ToDictionary(item => item.Pod, item => item.Node!),
        Waiting = _waiting,
        Preempted = _preempted,
        Usage = ClusterUsage.Of(_snapshot, cluster.Nodes, _waiting.Count),
    };
}
