namespace OrleansScheduler.Resources.Store.Log;

/// <summary>The right to write a log, until someone claims a greater number.</summary>
public sealed record LogEpoch(string Log, long Number);
