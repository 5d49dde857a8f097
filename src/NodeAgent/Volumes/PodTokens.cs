using System.Collections.Concurrent;
using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>The service-account tokens of the node's pods: kept until four fifths of their time, or a day, are over.</summary>
internal sealed class PodTokens(IPodApi api, TimeProvider time)
{
    private const double UsedShare = 0.8;
    private static readonly TimeSpan AgeMax = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<Key, Held> held = new();

    public async Task<string> GetAsync(
        V1Pod pod, V1ServiceAccountTokenProjection wanted, CancellationToken cancellationToken)
    {
        var key = new Key(pod.Metadata.Uid, wanted.Audience, wanted.ExpirationSeconds);
        if (held.TryGetValue(key, out var known) && time.GetUtcNow() < known.RenewAt)
        {
            return known.Text;
        }

        try
        {
            var issued = await api.CreateTokenAsync(pod, wanted.Audience, wanted.ExpirationSeconds, cancellationToken);
            held[key] = new(issued.Text, RenewAt(issued.Expires), issued.Expires);
            return issued.Text;
        }
        catch (Exception failure) when (failure is ApiStatusException or HttpRequestException
            && known is not null && time.GetUtcNow() < known.Expires)
        {
            // The old one still serves; the next refresh of the volume asks again.
            return known.Text;
        }
    }

    public void Forget(string podUid)
    {
        foreach (var key in held.Keys.Where(key => key.PodUid == podUid))
        {
            held.TryRemove(key, out _);
        }
    }

    private DateTimeOffset RenewAt(DateTimeOffset expires)
    {
        var now = time.GetUtcNow();
        var used = (expires - now) * UsedShare;
        return now + (used < AgeMax ? used : AgeMax);
    }

    private sealed record Key(string PodUid, string? Audience, long? ExpirationSeconds);

    private sealed record Held(string Text, DateTimeOffset RenewAt, DateTimeOffset Expires);
}
