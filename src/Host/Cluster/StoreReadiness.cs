using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.ControlPlane.Store;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Cluster;

/// <summary>A process whose stores do not answer, or have lost their storage, is not ready.</summary>
internal sealed class StoreReadiness(StoreProbe stores) : IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string Name => "store";

    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await stores.CheckAsync(patience.Token);
            return null;
        }
        catch (StoreUnavailableException failure)
        {
            return failure.Message;
        }
    }
}
