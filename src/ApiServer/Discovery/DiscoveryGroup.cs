namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>A served API group and its versions, the preferred one first.</summary>
internal sealed record DiscoveryGroup(string Name, IReadOnlyList<DiscoveryVersion> Versions);
