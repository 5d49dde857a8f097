using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A rule that decides on which nodes of a snapshot a pod may be; adding one is a file and a line in a list.</summary>
internal interface IFilterPlugin
{
    string Name { get; }

    /// <summary>The changes in the cluster that may make a refused pod fit.</summary>
    ClusterChanges UnblockedBy { get; }

    /// <summary>True when its answer for a node depends on nothing but the pod, that node and the pods on it.</summary>
    bool IsNodeLocal => true;

    /// <summary>True when it compares the pod with other pods, so that its namespace, labels and owner matter.</summary>
    bool ReadsPods => false;

    /// <summary>Grows when rules prepared before are void, because of something besides nodes and their pods.</summary>
    long Version => 0;

    /// <summary>The rule for this pod, null when every node satisfies it.</summary>
    PodFilter? Prepare(PodDemand pod);
}
