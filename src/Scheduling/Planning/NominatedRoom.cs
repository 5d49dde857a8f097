using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>
/// Keeps room that is being made for other pods from being taken by pods of no higher priority: the node must admit the
/// pod as it is, for those others may never come and the pod may depend on them, and with them.
/// </summary>
internal static class NominatedRoom
{
    /// <summary>Null when the node admits the pod both ways; else who refuses it, and why.</summary>
    public static (FilterRule Rule, Refusal Refusal)? Refusal(
        PodRules rules, PodDemand pod, int slot, ClusterSnapshot snapshot) =>
        rules.Refusal(slot) ?? RefusalWithNominated(rules, pod, slot, snapshot);

    private static (FilterRule Rule, Refusal Refusal)? RefusalWithNominated(
        PodRules rules, PodDemand pod, int slot, ClusterSnapshot snapshot)
    {
        if (snapshot.Nominations.Count == 0)
        {
            return null;
        }

        var node = snapshot.Identity(slot).Name;
        var waiting = snapshot.Nominations.On(node)
            .Where(other => other.Priority >= pod.Priority && other.Key != pod.Key && snapshot.NodeOf(other.Key) is null)
            .ToArray();
        if (waiting.Length == 0)
        {
            return null;
        }

        var ports = snapshot.Ports.Copy(slot);
        Array.ForEach(waiting, other => snapshot.Place(other, node));
        var refusal = rules.Refusal(slot);
        Array.ForEach(waiting, other => snapshot.Remove(other.Key));
        snapshot.Ports.Restore(slot, ports);
        return refusal;
    }
}
