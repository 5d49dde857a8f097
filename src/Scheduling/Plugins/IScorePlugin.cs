using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A preference among the nodes a pod may be on; adding one is a file and a line in a list.</summary>
internal interface IScorePlugin
{
    string Name { get; }

    /// <summary>True when it compares the pod with other pods, so that its namespace, labels and owner matter.</summary>
    bool ReadsPods => false;

    /// <summary>Grows when preferences prepared before are void, because of something besides nodes and their pods.</summary>
    long Version => 0;

    /// <summary>The preference for this pod, null when it has none and the plugin adds nothing to any node.</summary>
    PodScorer? Prepare(PodDemand pod);
}
