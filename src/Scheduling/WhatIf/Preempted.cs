namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A pod that has to leave its node for a more important one; pods as <c>namespace/name</c>.</summary>
public sealed record Preempted(string Pod, string Node, string For);
