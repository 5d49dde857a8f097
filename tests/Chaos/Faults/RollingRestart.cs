using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Faults;

/// <summary>One silo after the other is stopped gracefully and started again.</summary>
internal sealed class RollingRestart : IFault
{
    public string Name => "rolling restart";

    public bool IsPossible(SiloCluster cluster) => true;

    public async Task InjectAsync(SiloCluster cluster, Random random, CancellationToken cancellationToken)
    {
        foreach (var silo in cluster.Silos)
        {
            await silo.StopAsync(cancellationToken);
            silo.Start();
            await SiloCluster.ReadyAsync(silo, cancellationToken);
        }
    }
}
