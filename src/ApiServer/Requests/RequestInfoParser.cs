using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Lists;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>
/// Reads a <see cref="RequestInfo"/> from method, path and query:
/// <c>/{api/v1|apis/GROUP/VERSION}[/watch][/namespaces/NS]/RESOURCE[/NAME[/SUBRESOURCE]]</c>.
/// </summary>
internal static class RequestInfoParser
{
    public static RequestInfo Parse(string method, string path, IQueryCollection query)
    {
        var segments = path.Trim('/').Split('/');
        return segments switch
        {
            ["api", var version, _, ..] => Resource(method, path, query, "", version, segments.AsSpan(2)),
            ["apis", var group, var version, _, ..] =>
                Resource(method, path, query, group, version, segments.AsSpan(3)),
            _ => new RequestInfo { Path = path, Verb = method.ToLowerInvariant() },
        };
    }

    private static RequestInfo Resource(
        string method, string path, IQueryCollection query, string group, string version, ReadOnlySpan<string> rest)
    {
        var isWatchPath = rest is ["watch", _, ..];
        if (isWatchPath)
        {
            rest = rest[1..];
        }

        var (ns, isNamespaced) = TakeNamespace(ref rest);
        var name = rest.Length > 1 ? rest[1] : "";
        var verb = isWatchPath ? "watch" : VerbOf(method);
        var info = new RequestInfo
        {
            Path = path,
            IsResource = true,
            Group = group,
            Version = version,
            Namespace = ns,
            HasNamespaceInPath = isNamespaced,
            Resource = rest[0],
            Name = name,
            HasNameInPath = name.Length > 0,
            Subresource = rest.Length > 2 ? rest[2] : "",
            Verb = verb,
        };
        return name.Length > 0 ? info : AsCollection(info, query);
    }

    // namespaces/X and namespaces/X/status are the Namespace object itself, all else below it is inside.
    private static (string Namespace, bool IsNamespaced) TakeNamespace(ref ReadOnlySpan<string> rest)
    {
        if (rest is not ["namespaces", var ns, ..])
        {
            return ("", false);
        }

        if (rest.Length == 2 || rest[2] is "status" or "finalize")
        {
            return (ns, false);
        }

        rest = rest[2..];
        return (ns, true);
    }

    private static RequestInfo AsCollection(RequestInfo info, IQueryCollection query)
    {
        var verb = info.Verb switch
        {
            "get" => ListOptions.IsTrue(query["watch"]) ? "watch" : "list",
            "delete" => "deletecollection",
            var other => other,
        };
        var pinned = verb is "list" or "watch" or "deletecollection" ? PinnedName(query["fieldSelector"]) : "";
        return info with { Verb = verb, Name = pinned };
    }

    private static string PinnedName(string? fieldSelector)
    {
        const string Prefix = "metadata.name=";
        var term = fieldSelector?.Split(',').FirstOrDefault(t => t.StartsWith(Prefix, StringComparison.Ordinal));
        return term?[Prefix.Length..].TrimStart('=') ?? "";
    }

    private static string VerbOf(string method) => method switch
    {
        "GET" or "HEAD" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "",
    };
}
