namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>What of a resource is asked for by placed pods.</summary>
/// <param name="Share">0..1</param>
public sealed record ResourceUsage(string Requested, string Allocatable, double Share);
