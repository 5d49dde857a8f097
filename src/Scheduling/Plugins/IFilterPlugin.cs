using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A rule that decides on which nodes a pod may be. Stateless; adding one is a file and a line in a list.</summary>
internal interface IFilterPlugin
{
    string Name { get; }

    /// <summary>The changes in the cluster that may make a refused pod fit.</summary>
    ClusterChanges UnblockedBy { get; }

    /// <summary>The rule for this pod, null when every node satisfies it.</summary>
    PodFilter? Prepare(PodDemand pod, ClusterSnapshot snapshot);
}
