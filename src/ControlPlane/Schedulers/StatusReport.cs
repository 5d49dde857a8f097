using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>What is to be written on a pending pod.</summary>
/// <param name="Message">Why it is pending, null to leave that as it is.</param>
internal sealed record StatusReport(PodDemand Pod, string? Message, string? NominatedNodeName);
