using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Cluster;

/// <summary>A process whose store does not answer is not ready.</summary>
internal sealed class StoreReadiness(IResourceStore store) : IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ObjectKey Probe = new("", "default");

    public string Name => "store";

    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await store.GetAsync(Kinds.Namespaces.ResourceType, Probe, ReadConsistency.MostRecent, patience.Token);
            return null;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            return failure.Message;
        }
    }
}
