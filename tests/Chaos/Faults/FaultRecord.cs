namespace OrleansScheduler.Chaos.Faults;

/// <summary>When a fault began and when all was whole again.</summary>
internal sealed record FaultRecord(string Name, TimeSpan Start, TimeSpan End);
