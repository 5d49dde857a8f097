using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Gangs;
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
    private readonly GangRoster _gangs;
    private readonly GangPlanner _gangPlanner;
    private readonly DisruptionBudget[] _budgets;
    private readonly Dictionary<ObjectKey, V1Pod> _pods;
    private readonly PriorityQueue<V1Pod, (int Priority, DateTime Created, string Name)> _queue = new();
    private readonly Dictionary<ObjectKey, string> _waiting = [];
    private readonly List<Preempted> _preempted = [];

    private Rehearsal(ClusterObjects cluster, SchedulingProfile profile)
    {
        _snapshot = SnapshotFork.Of(cluster);
        _planner = new Planner(profile, _snapshot);
        _gangs = PodStates.Gangs(cluster.Pods);
        _gangPlanner = new GangPlanner(_planner, _snapshot, _gangs);
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
            rehearsal.Try(PodDemand.Of(pod));
        }

        return rehearsal.Outcome(cluster);
    }

    private void Enqueue(V1Pod pod) => _queue.Enqueue(
        pod, (-(pod.Spec.Priority ?? 0), pod.Metadata.CreationTimestamp ?? DateTime.MaxValue, pod.Metadata.Name));

    private void Try(PodDemand pod)
    {
        if (pod.Gang is not { } gang)
        {
            Place(pod);
        }
        else if (!_waiting.ContainsKey(pod.Key) && _snapshot.NodeOf(pod.Key) is null)
        {
            PlaceGang([.. _gangs.Waiting(gang.Key).Where(member => !_waiting.ContainsKey(member.Key))]);
        }
    }

    private void PlaceGang(PodDemand[] members)
    {
        var plan = _gangPlanner.Plan(members, _budgets, Seed);
        foreach (var placement in plan.Placements)
        {
            _gangs.Set(placement.Pod, GangMemberState.Placed);
        }

        foreach (var refusal in plan.Refusals)
        {
            _snapshot.Nominations.Remove(refusal.Pod.Key);
            _waiting.Add(refusal.Pod.Key, refusal.Message);
        }
    }

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
            _gangs.Remove(victim.Key);
            if (PodStates.Controller(_pods[victim.Key]) is not null)
            {
                var again = PodStates.Again(_pods[victim.Key]);
                _gangs.Set(PodDemand.Of(again), GangMemberState.Waiting);
                Enqueue(again);
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
