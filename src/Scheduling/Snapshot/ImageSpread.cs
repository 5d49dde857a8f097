namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>The size of an image in bytes and the nodes that have it.</summary>
internal sealed record ImageSpread(long Size, HashSet<string> Nodes);
