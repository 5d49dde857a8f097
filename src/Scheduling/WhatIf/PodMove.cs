namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A pod, as <c>namespace/name</c>, that changes its node.</summary>
/// <param name="From">Null for one that was on none.</param>
public sealed record PodMove(string Pod, string? From, string To);
