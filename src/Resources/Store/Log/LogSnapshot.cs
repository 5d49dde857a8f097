namespace OrleansScheduler.Resources.Store.Log;

/// <summary>A snapshot holds the state after the records up to <see cref="Sequence"/>, at that revision.</summary>
public sealed record LogSnapshot(long Sequence, long Revision);
