using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>Writes the requests of each verb on one kind.</summary>
internal static class ResourceRequests<T>
    where T : IKubernetesObject<V1ObjectMeta>
{
    private const int PageSize = 500;

    public static ApiRequest Create(T resource, WriteOptions options) =>
        new(HttpMethod.Post, With(new(ResourcePath<T>.Collection(resource.Metadata?.NamespaceProperty)), options))
        {
            Verb = "create", Resource = ResourcePath<T>.Plural, Namespace = resource.Metadata?.NamespaceProperty, Body = Typed(resource),
        };

    public static ApiRequest CreateSubresource(string? @namespace, string name, string subresource, object body) =>
        On(HttpMethod.Post, "create", @namespace, name, subresource) with { Body = body };

    public static ApiRequest Get(string? @namespace, string name) => On(HttpMethod.Get, "get", @namespace, name, null);

    public static ApiRequest List(ResourceQuery query, string? next) =>
        OnAll(HttpMethod.Get, "list", query, Select(query).Add("limit", PageSize).Add("continue", next));

    public static ApiRequest Watch(ResourceQuery query, string resourceVersion, TimeSpan timeout) => OnAll(
        HttpMethod.Get,
        "watch",
        query,
        Select(query)
            .Add("watch", true)
            .Add("allowWatchBookmarks", true)
            .Add("resourceVersion", resourceVersion)
            .Add("timeoutSeconds", (long)timeout.TotalSeconds));

    public static ApiRequest Replace(T resource, string? subresource, WriteOptions options)
    {
        var request = On(
            HttpMethod.Put, "update", resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource, options);
        return request with { Body = Typed(resource) };
    }

    public static ApiRequest Apply(T resource, string? subresource, WriteOptions options)
    {
        var path = ResourcePath<T>.Object(resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource);
        return On(HttpMethod.Patch, "apply", resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource) with
        {
            PathAndQuery = With(new QueryString(path).Add("force", options.Force), options),
            Body = Typed(resource),
            ContentType = PatchTypes.Apply,
        };
    }

    public static ApiRequest Patch(
        string? @namespace, string name, string? subresource, string type, object patch, WriteOptions options) =>
        On(HttpMethod.Patch, "patch", @namespace, name, subresource, options) with { Body = patch, ContentType = type };

    public static ApiRequest Delete(string? @namespace, string name, V1DeleteOptions? options) =>
        On(HttpMethod.Delete, "delete", @namespace, name, null) with { Body = options };

    public static ApiRequest DeleteAll(ResourceQuery query, V1DeleteOptions? options) =>
        OnAll(HttpMethod.Delete, "deletecollection", query, Select(query)) with { Body = options };

    private static ApiRequest On(
        HttpMethod method, string verb, string? @namespace, string name, string? subresource, WriteOptions? options = null)
    {
        var path = new QueryString(ResourcePath<T>.Object(@namespace, name, subresource));
        return new(method, options is null ? path.ToString() : With(path, options))
        {
            Verb = verb,
            Resource = subresource is null ? ResourcePath<T>.Plural : $"{ResourcePath<T>.Plural}/{subresource}",
            Namespace = @namespace,
        };
    }

    private static ApiRequest OnAll(HttpMethod method, string verb, ResourceQuery query, QueryString path) =>
        new(method, path.ToString()) { Verb = verb, Resource = ResourcePath<T>.Plural, Namespace = query.Namespace };

    private static QueryString Select(ResourceQuery query) =>
        new QueryString(ResourcePath<T>.Collection(query.Namespace))
            .Add("labelSelector", query.LabelSelector)
            .Add("fieldSelector", query.FieldSelector);

    private static string With(QueryString path, WriteOptions options) => path
        .Add("dryRun", options.DryRun ? "All" : null)
        .Add("fieldManager", options.FieldManager)
        .Add("fieldValidation", options.FieldValidation)
        .ToString();

    private static T Typed(T resource)
    {
        resource.ApiVersion ??= ResourcePath<T>.ApiVersion;
        resource.Kind ??= ResourcePath<T>.Kind;
        return resource;
    }
}
