namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Why the node ended a pod, or never began it, in the kubelet's words.</summary>
/// <param name="IsRejection">The pod was refused before anything of it ran, so its status tells nothing but that.</param>
internal sealed record PodFailure(string Reason, string Message, bool IsRejection = false);
