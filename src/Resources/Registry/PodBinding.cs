using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>A decision of a scheduler: this pod, in this incarnation, runs on that node.</summary>
public sealed record PodBinding(ObjectKey Pod, string Uid, string NodeName)
{
    /// <summary>The last bind on the node the admission knew of; null does not care.</summary>
    public WriteGuard? Guard { get; init; }

    /// <summary>Pods of one call that name the same group are bound together or not at all.</summary>
    public string? Group { get; init; }
}
