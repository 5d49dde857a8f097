using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Events that follow the asked revision, and how far the store is; <see cref="IsExpired"/> when they are gone: read the state anew.</summary>
[GenerateSerializer, Immutable, Alias("store-pull-reply")]
internal sealed record PullReply(
    [property: Id(0)] WatchEvent[] Events, [property: Id(1)] long Newest, [property: Id(2)] bool IsExpired)
{
    public static readonly PullReply Expired = new([], 0, true);
}
