namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>A version of a group and what it serves, by name.</summary>
internal sealed record DiscoveryVersion(string Group, string Version, IReadOnlyList<DiscoveryResource> Resources)
{
    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
