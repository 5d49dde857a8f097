namespace OrleansScheduler.Scheduling.Planning;

/// <summary>What is to become of the pods of one cycle: each is either placed or refused.</summary>
public sealed record PlacementPlan(IReadOnlyList<PodPlacement> Placements, IReadOnlyList<PodRefusal> Refusals);
