using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A preference among the nodes a pod may be on. Stateless; adding one is a file and a line in a list.</summary>
internal interface IScorePlugin
{
    string Name { get; }

    /// <summary>The preference for this pod, null when it has none and the plugin adds nothing to any node.</summary>
    PodScorer? Prepare(PodDemand pod, ClusterSnapshot snapshot);
}
