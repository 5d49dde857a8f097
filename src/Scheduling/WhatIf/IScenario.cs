namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>Something that is supposed to happen to a cluster.</summary>
public interface IScenario
{
    /// <summary>The cluster after it, before any pod has found another node.</summary>
    /// <exception cref="ScenarioException">The cluster lacks what it is about.</exception>
    ClusterObjects Apply(ClusterObjects cluster);
}
