using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Diagnostics;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Sdk.Watching;

/// <summary>
/// List and watch as one endless sequence: 1. list and tell the differences from what is known; 2. watch from the list's revision;
/// 3. after a lost connection watch again from the last revision seen; 4. after an expired revision start at 1.
/// </summary>
internal sealed class ResourceWatch<T>(ResourceClient<T> client, TimeProvider time, ResourceList<T>? since = null)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BackoffMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(5);

    private readonly KnownObjects<T> known = new(since?.Items ?? []);
    private string? revision = since?.ResourceVersion;
    private TimeSpan backoff = BackoffMin;

    /// <summary>Called each time the reader has seen everything a list returned.</summary>
    public Action? Listed { get; init; }

    public async IAsyncEnumerable<ResourceEvent<T>> ReadAsync(
        ResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var change in SurviveAsync(RoundAsync(query, cancellationToken), cancellationToken))
            {
                yield return change;
            }

            ClientTelemetry.WatchRestarts.Add(1, new KeyValuePair<string, object?>("resource", client.Kind.Plural));
            await Task.Delay(backoff, time, cancellationToken);
            backoff = backoff * 2 < BackoffMax ? backoff * 2 : BackoffMax;
        }
    }

    private async IAsyncEnumerable<ResourceEvent<T>> RoundAsync(
        ResourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (revision is null)
        {
            var list = await client.ListAsync(query, cancellationToken);
            foreach (var change in known.Replace(list.Items))
            {
                yield return change;
            }

            revision = list.ResourceVersion;
            Listed?.Invoke();
        }

        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var response = await client.OpenWatchAsync(query, revision, ConnectionLifetime, lifetime.Token);

        // The server closes the stream in time; one that does not is a dead connection.
        await using var deadline = time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(), lifetime, ConnectionLifetime * 1.1, Timeout.InfiniteTimeSpan);
        await using var stream = await response.Content.ReadAsStreamAsync(lifetime.Token);
        await foreach (var line in WatchStream.ReadAsync<T>(stream, lifetime.Token))
        {
            foreach (var change in Accept(line))
            {
                yield return change;
            }

            backoff = BackoffMin;
        }
    }

    private IEnumerable<ResourceEvent<T>> Accept(WatchLine<T> line)
    {
        if (line.Resource is not { } resource)
        {
            throw new ApiStatusException(line.Error ?? new V1Status { Code = 500, Message = "A watch event without an object." });
        }

        revision = resource.Metadata.ResourceVersion;
        return line.Type switch
        {
            "ADDED" or "MODIFIED" => known.Set(resource),
            "DELETED" => known.Remove(resource),
            _ => [],
        };
    }

    /// <summary>Ends a round quietly where the next round can go on; every other failure is the reader's.</summary>
    private async IAsyncEnumerable<ResourceEvent<T>> SurviveAsync(
        IAsyncEnumerable<ResourceEvent<T>> round, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = round.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (ApiStatusException expired) when (expired.IsExpired)
            {
                revision = null;
                yield break;
            }
            catch (ApiStatusException refused) when (refused.IsTransient)
            {
                yield break;
            }
            catch (Exception lost) when (IsLostConnection(lost) && !cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            yield return events.Current;
        }
    }

    private static bool IsLostConnection(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException;
}
