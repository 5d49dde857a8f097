using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Http;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>Reads a list page by page. When its revision expires on the way, pages of two revisions would not fit: it starts over.</summary>
internal sealed class ResourcePages<T>(ApiTransport transport, ResourceRequests<T> requests)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int AttemptsMax = 3;

    public async Task<ResourceList<T>> ReadAllAsync(ResourceQuery query, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadAsync(query, cancellationToken);
            }
            catch (ApiStatusException expired) when (expired.IsExpired && attempt < AttemptsMax)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<ResourceList<T>> ReadAsync(ResourceQuery query, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        string? next = null;
        ListDocument<T> page;
        do
        {
            page = await transport.SendAsync<ListDocument<T>>(requests.List(query, next), cancellationToken);
            items.AddRange(page.Items ?? []);
            next = page.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));

        return new(items, page.Metadata?.ResourceVersion ?? "");
    }
}
