using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// Asks the stores this silo follows whether they hold their logs. Unlike a read, which an embedded store may answer
/// without its disk, this finds storage that is gone.
/// </summary>
public sealed class StoreProbe
{
    private readonly ReplicaSet _replicas;

    internal StoreProbe(ReplicaSet replicas) => _replicas = replicas;

    /// <exception cref="StoreUnavailableException">A store cannot confirm that it is its log's only writer.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_replicas.Followed.Select(feed => CheckAsync(feed, cancellationToken)));

    private static async Task CheckAsync(ReplicaFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            await feed.Store.BarrierAsync(cancellationToken);
            await feed.Loaded.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException late)
        {
            throw new StoreUnavailableException($"The store of {feed.ResourceType} does not answer in time.", late);
        }
        catch (Exception failure) when (failure is not StoreUnavailableException)
        {
            throw new StoreUnavailableException($"The store of {feed.ResourceType} failed: {failure.Message}", failure);
        }
    }
}
