namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Why a node does not take a pod: the reasons of the first plugin that refused, in Kubernetes' words.</summary>
/// <param name="IsCurable">True when removing pods from the node could help (preemption).</param>
public sealed record Refusal(string Plugin, bool IsCurable, IReadOnlyList<string> Reasons)
{
    public override string ToString() => string.Join(", ", Reasons);
}
