namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>One node as selectors see it: its shape, and what is its own.</summary>
internal readonly record struct NodeIdentity(string Name, string? Hostname, NodeShape Shape)
{
    public const string HostnameLabel = "kubernetes.io/hostname";

    /// <summary>The value of a label, null when the node does not have it.</summary>
    public string? Label(string key) =>
        key == HostnameLabel ? Hostname : Shape.Labels.GetValueOrDefault(key);
}
