namespace OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;

/// <summary>
/// Tells each node's agent, by an annotation, how long it may keep what it read of ConfigMaps and Secrets: longer in
/// larger clusters. Nodes that are there already learn of a grown cluster with their next change or resync.
/// </summary>
internal static class NodeTtlController
{
    public const string Name = "ttl-controller";

    public static Controller Definition { get; } = new(
        Name, ["ttl"], [ControllerRoute.Self("nodes", isPending: _ => true)]);
}
