using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Faults;

/// <summary>kill -9 of a silo, which is started again after a while.</summary>
internal sealed class KilledSilo : IFault
{
    public string Name => "kill -9 of a silo";

    public bool IsPossible(SiloCluster cluster) => true;

    public async Task InjectAsync(SiloCluster cluster, Random random, CancellationToken cancellationToken)
    {
        var silo = cluster.Silos[random.Next(cluster.Silos.Count)];
        await silo.KillAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(3) * random.NextDouble(), cancellationToken);
        silo.Start();
        await SiloCluster.ReadyAsync(silo, cancellationToken);
    }
}
