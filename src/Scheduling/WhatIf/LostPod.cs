namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A pod, as <c>namespace/name</c>, that leaves its node and that nobody makes again.</summary>
public sealed record LostPod(string Pod, string Node);
