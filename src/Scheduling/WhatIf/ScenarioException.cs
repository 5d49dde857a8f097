namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>A scenario that cannot be, in words for who asked.</summary>
public sealed class ScenarioException(string message) : Exception(message);
