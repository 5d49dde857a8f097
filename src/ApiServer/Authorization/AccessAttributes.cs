using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>Who wants to do what.</summary>
public sealed record AccessAttributes
{
    internal AccessAttributes(UserIdentity user, RequestInfo info)
    {
        User = user;
        Verb = info.Verb;
        IsResource = info.IsResource;
        Path = info.Path;
        Group = info.Group;
        Resource = info.Resource;
        Subresource = info.Subresource;
        Namespace = info.Namespace;
        Name = info.Name;
    }

    public UserIdentity User { get; init; }

    /// <summary><c>get</c>, <c>list</c>, ...; the lower-case method on non-resource paths.</summary>
    public string Verb { get; init; }

    public bool IsResource { get; init; }

    public string Path { get; init; }

    public string Group { get; init; }

    public string Resource { get; init; }

    public string Subresource { get; init; }

    public string Namespace { get; init; }

    public string Name { get; init; }
}
