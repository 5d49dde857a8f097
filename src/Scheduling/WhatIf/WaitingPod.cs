namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A pod, as <c>namespace/name</c>, that fits nowhere.</summary>
/// <param name="From">The node it was on, null for one that was on none.</param>
/// <param name="Message">The text of its FailedScheduling event.</param>
public sealed record WaitingPod(string Pod, string? From, string Message);
