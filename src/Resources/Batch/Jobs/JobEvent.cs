namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>An Event about the Job, to be recorded once the status is stored.</summary>
public sealed record JobEvent(string Type, string Reason, string Message);
