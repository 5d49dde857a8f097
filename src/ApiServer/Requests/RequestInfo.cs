namespace OrleansScheduler.ApiServer.Requests;

/// <summary>What a URL and a method ask for. For non-resource paths only <see cref="Path"/> and <see cref="Verb"/> are set.</summary>
internal sealed record RequestInfo
{
    public required string Path { get; init; }

    /// <summary><c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, ...; the lower-case method on non-resource paths.</summary>
    public required string Verb { get; init; }

    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Resource { get; init; } = "";

    /// <summary>What follows the name: <c>status</c>, <c>log</c>, <c>proxy</c>.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace asked for; a Namespace object counts as being in itself, as in Kubernetes.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The name in the path, or the one a field selector pins.</summary>
    public string Name { get; init; } = "";

    /// <summary>The path names one object, rather than a field selector.</summary>
    public bool HasNameInPath { get; init; }

    /// <summary>The path has the form <c>namespaces/X/resource</c>.</summary>
    public bool HasNamespaceInPath { get; init; }

    /// <summary>A watch or a stream: it lasts until one side ends it.</summary>
    public bool IsLongRunning =>
        IsResource && (Verb == "watch" || Subresource is "log" or "exec" or "attach" or "portforward" or "proxy");

    /// <summary><c>pods/log</c>: the resource as authorization sees it.</summary>
    public string ResourceWithSubresource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";
}
