namespace OrleansScheduler.Resources.Store.Log;

/// <summary>Stored data is damaged, missing or not ours. Nothing is repaired silently: restore it from a backup.</summary>
public sealed class LogCorruptException(string log, string what, Exception? inner = null)
    : Exception($"The log {log} is damaged: {what}.", inner);
