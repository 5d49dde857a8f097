using OrleansScheduler.Scheduling.Explain;

namespace OrleansScheduler.Scheduling.Admission;

/// <summary>Why a node does not take a pod: the reasons of the first plugin that refused, in Kubernetes' words.</summary>
/// <param name="Shortages">What the node has too little of.</param>
public sealed record NodeRefusal(string Plugin, IReadOnlyList<string> Reasons, IReadOnlyList<Shortage> Shortages)
{
    public override string ToString() => string.Join(", ", Reasons);
}
