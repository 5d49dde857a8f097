namespace OrleansScheduler.Sdk.Watching;

/// <summary>One change of one object.</summary>
public sealed record ResourceEvent<T>(ResourceEventType Type, T Resource);
