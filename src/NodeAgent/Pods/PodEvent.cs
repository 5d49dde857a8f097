namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Something worth telling about a pod.</summary>
internal sealed record PodEvent(string Type, string Reason, string Message)
{
    public static PodEvent Created { get; } = Normal("Created", "Container created");

    public static PodEvent Started { get; } = Normal("Started", "Container started");

    public static PodEvent Normal(string reason, string message) => new("Normal", reason, message);

    public static PodEvent Warning(string reason, string message) => new("Warning", reason, message);
}
