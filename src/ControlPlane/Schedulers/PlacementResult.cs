using OrleansScheduler.Scheduling.Planning;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>What became of a placement.</summary>
internal readonly record struct PlacementResult(PodPlacement Placement, PlacementFate Fate);
