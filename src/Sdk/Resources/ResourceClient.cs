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
    private static readonly WriteOptions Plain = new();
    private readonly ResourceRequests<T> requests;
    private readonly ApiTransport transport;
    private readonly TimeProvider time;

    internal ResourceClient(ApiKind kind, ApiTransport transport, TimeProvider time)
    {
        Kind = kind;
        requests = new ResourceRequests<T>(kind);
        this.transport = transport;
        this.time = time;
    }

    /// <summary>The kind this is about.</summary>
    public ApiKind Kind { get; }

    /// <summary>Creates the object in its own namespace and returns it as stored.</summary>
    public Task<T> CreateAsync(T resource, CancellationToken cancellationToken = default) =>
        CreateAsync(resource, Plain, cancellationToken);

    /// <inheritdoc cref="CreateAsync(T, CancellationToken)"/>
    public Task<T> CreateAsync(T resource, WriteOptions options, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(requests.Create(resource, options), cancellationToken);

    /// <summary>POST to a subresource, such as <c>token</c> or <c>eviction</c>; the answer is of the type sent.</summary>
    public Task<TBody> CreateSubresourceAsync<TBody>(
        string? @namespace, string name, string subresource, TBody body, CancellationToken cancellationToken = default)
        where TBody : class, IKubernetesObject =>
        transport.SendAsync<TBody>(requests.CreateSubresource(@namespace, name, subresource, body), cancellationToken);

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
        transport.SendAsync<T>(requests.Get(@namespace, name), cancellationToken);

    /// <summary>Lists everything the query selects, page by page, at one revision.</summary>
    public Task<ResourceList<T>> ListAsync(ResourceQuery query, CancellationToken cancellationToken = default) =>
        new ResourcePages<T>(transport, requests).ReadAllAsync(query, cancellationToken);

    /// <summary>Lists what the query selects as the server would print it.</summary>
    public Task<ResourceTable> TableAsync(ResourceQuery query, CancellationToken cancellationToken = default) =>
        transport.SendAsync<ResourceTable>(requests.Table(query), cancellationToken);

    /// <summary>Reads one object as the server writes it in YAML.</summary>
    public Task<string> GetYamlAsync(string? @namespace, string name, CancellationToken cancellationToken = default) =>
        transport.SendTextAsync(requests.GetText(@namespace, name), cancellationToken);

    /// <summary>Replaces the object by YAML a person wrote, and returns it as stored; a dry run returns what it would become.</summary>
    public Task<string> ReplaceYamlAsync(
        string? @namespace, string name, string yaml, WriteOptions options, CancellationToken cancellationToken = default) =>
        transport.SendTextAsync(requests.ReplaceText(@namespace, name, yaml, options), cancellationToken);

    /// <summary>Replaces the object; its <c>resourceVersion</c>, where set, must be the stored one.</summary>
    public Task<T> ReplaceAsync(T resource, CancellationToken cancellationToken = default) =>
        ReplaceAsync(resource, Plain, null, cancellationToken);

    /// <summary>Replaces the object or, where one is named, its subresource.</summary>
    public Task<T> ReplaceAsync(
        T resource, WriteOptions options, string? subresource = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(requests.Replace(resource, subresource, options), cancellationToken);

    /// <summary>Reads, changes and replaces the object, again as often as another writer came between.</summary>
    public async Task<T> UpdateAsync(
        string? @namespace, string name, Action<T> change, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var resource = await GetAsync(@namespace, name, cancellationToken);
            change(resource);
            try
            {
                return await ReplaceAsync(resource, cancellationToken);
            }
            catch (ApiStatusException conflict) when (conflict.Code == 409)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Server-side apply as the named field manager, taking over conflicting fields.</summary>
    public Task<T> ApplyAsync(T resource, string fieldManager, CancellationToken cancellationToken = default) =>
        ApplyAsync(resource, new WriteOptions { FieldManager = fieldManager, Force = true }, null, cancellationToken);

    /// <summary>Server-side apply of the object or of its subresource; the options must name a field manager.</summary>
    public Task<T> ApplyAsync(
        T resource, WriteOptions options, string? subresource = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync<T>(requests.Apply(resource, subresource, options), cancellationToken);

    /// <summary>A JSON patch (RFC 6902): a list of operations.</summary>
    public Task<T> JsonPatchAsync(
        string? @namespace, string name, object patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        PatchAsync(@namespace, name, PatchTypes.Json, patch, subresource, cancellationToken);

    /// <summary>A JSON merge patch (RFC 7386) of the object, or of its subresource.</summary>
    public Task<T> MergePatchAsync(
        string? @namespace, string name, object patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        PatchAsync(@namespace, name, PatchTypes.Merge, patch, subresource, cancellationToken);

    /// <summary>A strategic merge patch: lists with a merge key are merged element by element.</summary>
    public Task<T> StrategicPatchAsync(
        string? @namespace, string name, object patch, string? subresource = null, CancellationToken cancellationToken = default) =>
        PatchAsync(@namespace, name, PatchTypes.Strategic, patch, subresource, cancellationToken);

    /// <summary>Deletes the object; a missing one is not an error.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(
        string? @namespace, string name, V1DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await transport.SendAsync(requests.Delete(@namespace, name, options), cancellationToken);
            return true;
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return false;
        }
    }

    /// <summary>Deletes the object and completes when it is gone, after its finalizers and grace; another of its name does not count.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> DeleteAndWaitAsync(
        string? @namespace, string name, V1DeleteOptions? options = null, CancellationToken cancellationToken = default) =>
        new ResourceDeletion<T>(this).RunAsync(@namespace, name, options, cancellationToken);

    /// <summary>Deletes everything the query selects.</summary>
    public Task DeleteAllAsync(ResourceQuery query, V1DeleteOptions? options = null, CancellationToken cancellationToken = default) =>
        transport.SendAsync(requests.DeleteAll(query, options), cancellationToken);

    /// <summary>
    /// Every selected object as <see cref="ResourceEventType.Added"/>, then every change, for as long as it is read. Lost
    /// connections are resumed; when the server's history no longer reaches back, the state is read anew and only differences
    /// from what was already told are told.
    /// </summary>
    public IAsyncEnumerable<ResourceEvent<T>> WatchAsync(ResourceQuery query, CancellationToken cancellationToken = default) =>
        new ResourceWatch<T>(this, time).ReadAsync(query, cancellationToken);

    /// <summary>Every change since a list of the same query; what the list holds is not told again.</summary>
    public IAsyncEnumerable<ResourceEvent<T>> WatchAsync(
        ResourceQuery query, ResourceList<T> since, CancellationToken cancellationToken = default) =>
        new ResourceWatch<T>(this, time, since).ReadAsync(query, cancellationToken);

    internal Task<HttpResponseMessage> OpenWatchAsync(
        ResourceQuery query, string resourceVersion, TimeSpan timeout, CancellationToken cancellationToken) =>
        transport.OpenStreamAsync(requests.Watch(query, resourceVersion, timeout), cancellationToken);

    private Task<T> PatchAsync(
        string? @namespace, string name, string type, object patch, string? subresource, CancellationToken cancellationToken) =>
        transport.SendAsync<T>(
            requests.Patch(@namespace, name, subresource, type, patch, Plain), cancellationToken);
}
