using OrleansScheduler.Resources;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>
/// Tells what scenarios would lead to: plays the scheduler, by the engine that schedules, on the cluster as it is and on
/// a fork of it with the scenarios applied, and compares. Nothing is touched.
/// </summary>
public static class WhatIfPlan
{
    /// <exception cref="ScenarioException">A scenario cannot be.</exception>
    public static WhatIfReport Of(ClusterObjects cluster, IEnumerable<IScenario> scenarios, SchedulingProfile profile)
    {
        var supposed = scenarios.Aggregate(cluster, (soFar, scenario) => scenario.Apply(soFar));
        var (now, then) = (Rehearsal.Play(cluster, profile), Rehearsal.Play(supposed, profile));
        var placed = cluster.Pods.Where(PodStates.IsPlaced).ToDictionary(PodStates.KeyOf, pod => pod.Spec.NodeName);
        return new WhatIfReport
        {
            Moves = [.. Moves(then, placed).Where(move => move.From is not null)],
            Starts = [.. Moves(then, placed).Where(move => move.From is null && !now.NodeOf.ContainsKey(ObjectKey.Parse(move.Pod)))],
            Waits = [.. Waiting(then, placed).Where(pod => !now.Waiting.ContainsKey(pod.Key)).Select(pod => pod.Waiting)],
            StillWaits = [.. Waiting(then, placed).Where(pod => now.Waiting.ContainsKey(pod.Key)).Select(pod => pod.Waiting)],
            Preempted = [.. then.Preempted.Except(now.Preempted)],
            Lost = [.. Lost(cluster, supposed, then)],
            Now = now.Usage,
            Then = then.Usage,
        };
    }

    private static IEnumerable<PodMove> Moves(RehearsalOutcome then, Dictionary<ObjectKey, string> placed) => then.NodeOf
        .Where(item => placed.GetValueOrDefault(item.Key) != item.Value)
        .Select(item => new PodMove(item.Key.ToString(), placed.GetValueOrDefault(item.Key), item.Value))
        .OrderBy(move => move.From, StringComparer.Ordinal)
        .ThenBy(move => move.Pod, StringComparer.Ordinal);

    private static IEnumerable<(ObjectKey Key, WaitingPod Waiting)> Waiting(
        RehearsalOutcome then, Dictionary<ObjectKey, string> placed) => then.Waiting
        .Select(item => (item.Key, new WaitingPod(item.Key.ToString(), placed.GetValueOrDefault(item.Key), item.Value)))
        .OrderBy(item => item.Item2.Pod, StringComparer.Ordinal);

    private static IEnumerable<LostPod> Lost(
        ClusterObjects cluster, ClusterObjects supposed, RehearsalOutcome then)
    {
        var left = supposed.Pods.Select(PodStates.KeyOf).ToHashSet();
        return cluster.Pods
            .Where(pod => PodStates.IsPlaced(pod) && pod.Metadata.DeletionTimestamp is null)
            .Select(pod => (Key: PodStates.KeyOf(pod), Node: pod.Spec.NodeName))
            .Where(pod => !left.Contains(pod.Key) || (!then.NodeOf.ContainsKey(pod.Key) && !then.Waiting.ContainsKey(pod.Key)))
            .Select(pod => new LostPod(pod.Key.ToString(), pod.Node))
            .OrderBy(pod => pod.Pod, StringComparer.Ordinal);
    }
}
