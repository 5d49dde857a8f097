using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>Deletes one object and waits until the server has none with its uid.</summary>
internal sealed class ResourceDeletion<T>(ResourceClient<T> client)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public async Task<bool> RunAsync(
        string? @namespace, string name, V1DeleteOptions? options, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(@namespace, name, cancellationToken) is not { } resource)
        {
            return false;
        }

        var uid = resource.Metadata.Uid;
        if (!await DeleteAsync(@namespace, name, WithUid(options, uid), cancellationToken))
        {
            return true;
        }

        await GoneAsync(@namespace, name, uid, cancellationToken);
        return true;
    }

    /// <summary>False when the object is already gone, or replaced by another of its name.</summary>
    private async Task<bool> DeleteAsync(
        string? @namespace, string name, V1DeleteOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await client.DeleteAsync(@namespace, name, options, cancellationToken);
        }
        catch (ApiStatusException another) when (another.Code == 409)
        {
            var current = await client.FindAsync(@namespace, name, cancellationToken);
            if (current?.Metadata.Uid == options.Preconditions?.Uid)
            {
                throw;
            }

            return false;
        }
    }

    private async Task GoneAsync(string? @namespace, string name, string uid, CancellationToken cancellationToken)
    {
        var query = new ResourceQuery { Namespace = @namespace, FieldSelector = $"metadata.name={name}" };
        var list = await client.ListAsync(query, cancellationToken);
        if (list.Items.All(item => item.Metadata.Uid != uid))
        {
            return;
        }

        await foreach (var change in client.WatchAsync(query, list, cancellationToken))
        {
            if (change.Type == ResourceEventType.Deleted)
            {
                return;
            }
        }
    }

    private static V1DeleteOptions WithUid(V1DeleteOptions? options, string uid)
    {
        var asked = options ?? new V1DeleteOptions();
        return asked with { Preconditions = (asked.Preconditions ?? new V1Preconditions()) with { Uid = uid } };
    }
}
