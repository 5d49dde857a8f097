namespace OrleansScheduler.Resources.Store.Log;

/// <summary>Another writer has claimed the log: this one must stop.</summary>
public sealed class LogFencedException(LogEpoch epoch)
    : Exception($"The log {epoch.Log} has a newer writer than epoch {epoch.Number}.");
