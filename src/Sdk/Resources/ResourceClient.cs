using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Http;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>
/// Every verb on one kind, for any <c>k8s.Models</c> type or own type with a <c>KubernetesEntity</c> attribute.
/// A refusal by the server is an <see cref="ApiStatusException"/>.
/// </summary>
public sealed class ResourceClient<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int PageSize = 500;
    private readonly ApiTransport transport;
    private readonly TimeProvider time;

    internal ResourceClient(ApiTransport transport, TimeProvider time)
    {
        this.transport = transport;
        this.time = time;
    }

    /// <summary>Creates the object in its own namespace and returns it as stored.</summary>
    public Task<T> CreateAsync(T resource, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(
            HttpMethod.Post, ResourcePath<T>.Collection(resource.Metadata?.NamespaceProperty), Typed(resource), null, cancellationToken);

    /// <summary>POST to a subresource, such as <c>token</c> or <c>eviction</c>; the answer is of the type sent.</summary>
    public Task<TBody> CreateSubresourceAsync<TBody>(
        string? @namespace, string name, string subresource, TBody body, CancellationToken cancellationToken = default)
        where TBody : class, IKubernetesObject =>
        transport.SendAsync<TBody>(
            HttpMethod.Post, ResourcePath<T>.Object(@namespace, name, subresource), body, null, cancellationToken);

    /// <summary>Reads one object; null when there is none.</summary>
    public async Task<T?> FindAsync(string? @namespace, string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(@namespace, name, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Reads one object.</summary>
    public Task<T> GetAsync(string? @namespace, string name, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(HttpMethod.Get, ResourcePath<T>.Object(@namespace, name), null, null, cancellationToken);

    /// <summary>Lists everything the query selects, page by page.</summary>
    public async Task<ResourceList<T>> ListAsync(ResourceQuery query, CancellationToken cancellationToken = default)
    {
        var items = new List<T>();
        string? next = null;
        ListDocument<T> page;
        do
        {
            var path = Select(query).Add("limit", PageSize).Add("continue", next).ToString();
            page = await transport.SendAsync<ListDocument<T>>(HttpMethod.Get, path, null, null, cancellationToken);
            items.AddRange(page.Items ?? []);
            next = page.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));

        return new(items, page.Metadata?.ResourceVersion ?? "");
    }

    /// <summary>Replaces the object; its <c>resourceVersion</c>, where set, must be the stored one.</summary>
    public Task<T> ReplaceAsync(T resource, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(HttpMethod.Put, PathOf(resource, null), Typed(resource), null, cancellationToken);

    /// <summary>Server-side apply as the named field manager, taking over conflicting fields.</summary>
    public Task<T> ApplyAsync(T resource, string fieldManager, CancellationToken cancellationToken = default)
    {
        var path = new QueryString(PathOf(resource, null)).Add("fieldManager", fieldManager).Add("force", true).ToString();
        return transport.SendAsync<T>(HttpMethod.Patch, path, Typed(resource), V1PatchTypes.Apply, cancellationToken);
    }

    /// <summary>A JSON merge patch (RFC 7386) of the object, or of its subresource.</summary>
    public Task<T> MergePatchAsync(
        string? @namespace, string name, object patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(
            HttpMethod.Patch, ResourcePath<T>.Object(@namespace, name, subresource), patch, V1PatchTypes.Merge, cancellationToken);

    /// <summary>A strategic merge patch: lists with a merge key are merged element by element.</summary>
    public Task<T> StrategicPatchAsync(
        string? @namespace, string name, object patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(
            HttpMethod.Patch, ResourcePath<T>.Object(@namespace, name, subresource), patch, V1PatchTypes.Strategic, cancellationToken);

    /// <summary>Deletes the object; a missing one is not an error.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(
        string? @namespace, string name, V1DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await transport.OpenAsync(
                HttpMethod.Delete, ResourcePath<T>.Object(@namespace, name), options, null, cancellationToken);
            return true;
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return false;
        }
    }

    /// <summary>
    /// Every selected object as <see cref="ResourceEventType.Added"/>, then every change, for as long as it is read. Lost
    /// connections are resumed; when the server's history no longer reaches back, the state is read anew and only differences
    /// from what was already told are told.
    /// </summary>
    public IAsyncEnumerable<ResourceEvent<T>> WatchAsync(ResourceQuery query, CancellationToken cancellationToken = default) =>
        new ResourceWatch<T>(this, time).ReadAsync(query, cancellationToken);

    internal async Task<HttpResponseMessage> OpenWatchAsync(
        ResourceQuery query, string resourceVersion, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var path = Select(query)
            .Add("watch", true)
            .Add("allowWatchBookmarks", true)
            .Add("resourceVersion", resourceVersion)
            .Add("timeoutSeconds", (long)timeout.TotalSeconds)
            .ToString();
        return await transport.OpenAsync(HttpMethod.Get, path, null, null, cancellationToken);
    }

    private static QueryString Select(ResourceQuery query) =>
        new QueryString(ResourcePath<T>.Collection(query.Namespace))
            .Add("labelSelector", query.LabelSelector)
            .Add("fieldSelector", query.FieldSelector);

    private static string PathOf(T resource, string? subresource) =>
        ResourcePath<T>.Object(resource.Metadata.NamespaceProperty, resource.Metadata.Name, subresource);

    private static T Typed(T resource)
    {
        resource.ApiVersion ??= ResourcePath<T>.ApiVersion;
        resource.Kind ??= ResourcePath<T>.Kind;
        return resource;
    }
}
