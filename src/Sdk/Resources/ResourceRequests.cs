using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>Writes the requests of each verb on one kind.</summary>
internal sealed class ResourceRequests<T>(ApiKind kind)
    where T : IKubernetesObject<V1ObjectMeta>
{
    private const int PageSize = 500;
    private const string YamlType = "application/yaml";
    private const string TableType = "application/json;as=Table;v=v1;g=meta.k8s.io";

    public ApiRequest Create(T resource, WriteOptions options) =>
        new(HttpMethod.Post, With(new(kind.Collection(resource.Metadata?.NamespaceProperty)), options))
        {
            Verb = "create", Resource = kind.Plural, Namespace = resource.Metadata?.NamespaceProperty, Body = Typed(resource),
        };

    public ApiRequest CreateSubresource(string? @namespace, string name, string subresource, object body) =>
        On(HttpMethod.Post, "create", @namespace, name, subresource) with { Body = body };

    public ApiRequest Table(ResourceQuery query) =>
        OnAll(HttpMethod.Get, "list", query, Select(query)) with { Accept = TableType };

    public ApiRequest GetText(string? @namespace, string name) => Get(@namespace, name) with { Accept = YamlType };

    public ApiRequest ReplaceText(string? @namespace, string name, string yaml, WriteOptions options) =>
        On(HttpMethod.Put, "update", @namespace, name, null, options) with { Body = yaml, ContentType = YamlType, Accept = YamlType };

    public ApiRequest Get(string? @namespace, string name) => On(HttpMethod.Get, "get", @namespace, name, null);

    public ApiRequest List(ResourceQuery query, string? next) =>
        OnAll(HttpMethod.Get, "list", query, Select(query).Add("limit", PageSize).Add("continue", next));

    public ApiRequest Watch(ResourceQuery query, string resourceVersion, TimeSpan timeout) => OnAll(
        HttpMethod.Get,
        "watch",
        query,
        Select(query)
            .Add("watch", true)
            .Add("allowWatchBookmarks", true)
            .Add("resourceVersion", resourceVersion)
            .Add("timeoutSeconds", (long)timeout.TotalSeconds));

    public ApiRequest Replace(T resource, string? subresource, WriteOptions options)
    {
        var request = On(
            HttpMethod.Put, "update", resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource, options);
        return request with { Body = Typed(resource) };
    }

    public ApiRequest Apply(T resource, string? subresource, WriteOptions options)
    {
        var path = kind.Object(resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource);
        return On(HttpMethod.Patch, "apply", resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource) with
        {
            PathAndQuery = With(new QueryString(path).Add("force", options.Force), options),
            Body = Typed(resource),
            ContentType = PatchTypes.Apply,
        };
    }

    public ApiRequest Patch(
        string? @namespace, string name, string? subresource, string type, object patch, WriteOptions options) =>
        On(HttpMethod.Patch, "patch", @namespace, name, subresource, options) with { Body = patch, ContentType = type };

    public ApiRequest Delete(string? @namespace, string name, V1DeleteOptions? options) =>
        On(HttpMethod.Delete, "delete", @namespace, name, null) with { Body = options };

    public ApiRequest DeleteAll(ResourceQuery query, V1DeleteOptions? options) =>
        OnAll(HttpMethod.Delete, "deletecollection", query, Select(query)) with { Body = options };

    private ApiRequest On(
        HttpMethod method, string verb, string? @namespace, string name, string? subresource, WriteOptions? options = null)
    {
        var path = new QueryString(kind.Object(@namespace, name, subresource));
        return new(method, options is null ? path.ToString() : With(path, options))
        {
            Verb = verb,
            Resource = subresource is null ? kind.Plural : $"{kind.Plural}/{subresource}",
            Namespace = @namespace,
        };
    }

    private ApiRequest OnAll(HttpMethod method, string verb, ResourceQuery query, QueryString path) =>
        new(method, path.ToString()) { Verb = verb, Resource = kind.Plural, Namespace = query.Namespace };

    private QueryString Select(ResourceQuery query) =>
        new QueryString(kind.Collection(query.Namespace))
            .Add("labelSelector", query.LabelSelector)
            .Add("fieldSelector", query.FieldSelector);

    private static string With(QueryString path, WriteOptions options) => path
        .Add("dryRun", options.DryRun ? "All" : null)
        .Add("fieldManager", options.FieldManager)
        .Add("fieldValidation", options.FieldValidation)
        .ToString();

    private T Typed(T resource)
    {
        resource.ApiVersion ??= kind.ApiVersion;
        resource.Kind ??= kind.Kind;
        return resource;
    }
}
