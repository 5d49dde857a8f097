namespace OrleansScheduler.Scheduling.Pods;

/// <summary>128 bits that stand for a part of a pod: pods with the same signature are alike in that part.</summary>
public readonly record struct PodSignature(ulong High, ulong Low);
