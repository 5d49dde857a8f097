namespace OrleansScheduler.Scheduling.Pods;

/// <summary>Pods of one kind fit on the same nodes and find the same nodes best, except for their priority.</summary>
public readonly record struct PodKind(PodSignature Rules, PodSignature Amounts);
