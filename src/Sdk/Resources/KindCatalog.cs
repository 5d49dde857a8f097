using k8s.Models;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>The kinds a server has, and what the client may do with them.</summary>
public sealed class KindCatalog
{
    private readonly ApiTransport transport;

    internal KindCatalog(ApiTransport transport) => this.transport = transport;

    /// <summary>Every kind, in the version its group prefers.</summary>
    public async Task<IReadOnlyList<ApiKind>> ListAsync(CancellationToken cancellationToken = default)
    {
        var groups = await transport.SendAsync<V1APIGroupList>(Discover("apis"), cancellationToken);
        var versions = (groups.Groups ?? []).Select(group => (Group: group.Name, group.PreferredVersion.Version));
        var kinds = await Task.WhenAll(versions
            .Prepend((Group: "", Version: "v1"))
            .Select(version => ListAsync(version.Group, version.Version, cancellationToken)));
        return [.. kinds.SelectMany(kinds => kinds)];
    }

    /// <summary>Whether the credentials allow a verb on a kind, in one namespace or in all of them.</summary>
    public async Task<bool> MayAsync(
        string verb, ApiKind kind, string? @namespace = null, string? subresource = null, CancellationToken cancellationToken = default)
    {
        var review = new V1SelfSubjectAccessReview
        {
            ApiVersion = "authorization.k8s.io/v1",
            Kind = "SelfSubjectAccessReview",
            Spec = new V1SelfSubjectAccessReviewSpec
            {
                ResourceAttributes = new V1ResourceAttributes
                {
                    Verb = verb,
                    Group = kind.Group,
                    Version = kind.Version,
                    Resource = kind.Plural,
                    Subresource = subresource,
                    NamespaceProperty = @namespace,
                },
            },
        };
        var request = new ApiRequest(HttpMethod.Post, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        {
            Verb = "create", Resource = "selfsubjectaccessreviews", Body = review,
        };
        return (await transport.SendAsync<V1SelfSubjectAccessReview>(request, cancellationToken)).Status.Allowed;
    }

    private async Task<IEnumerable<ApiKind>> ListAsync(string group, string version, CancellationToken cancellationToken)
    {
        var root = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
        var found = await transport.SendAsync<V1APIResourceList>(Discover(root), cancellationToken);
        return (found.Resources ?? []).Where(resource => !resource.Name.Contains('/')).Select(resource => new ApiKind
        {
            Group = group,
            Version = version,
            Kind = resource.Kind,
            Plural = resource.Name,
            IsNamespaced = resource.Namespaced,
            Verbs = [.. resource.Verbs ?? []],
            ShortNames = [.. resource.ShortNames ?? []],
        });
    }

    private static ApiRequest Discover(string path) => new(HttpMethod.Get, path) { Verb = "get", Resource = "discovery" };
}
