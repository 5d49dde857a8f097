using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Faults;

/// <summary>
/// SIGSTOP and, after a while, SIGCONT. The others may have declared it dead meanwhile; then it must end itself, and is
/// started again.
/// </summary>
internal sealed class FrozenSilo : IFault
{
    private static readonly TimeSpan TimeToNotice = TimeSpan.FromSeconds(8);

    public string Name => "silo frozen (SIGSTOP) and thawed";

    public bool IsPossible(SiloCluster cluster) => true;

    public async Task InjectAsync(SiloCluster cluster, Random random, CancellationToken cancellationToken)
    {
        var silo = cluster.Silos[random.Next(cluster.Silos.Count)];
        await silo.FreezeAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1 + (9 * random.NextDouble())), cancellationToken);
        await silo.ThawAsync(cancellationToken);
        for (var waited = TimeSpan.Zero; waited < TimeToNotice && silo.IsRunning; waited += TimeSpan.FromSeconds(1))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        if (!silo.IsRunning)
        {
            silo.Start();
        }

        await SiloCluster.ReadyAsync(silo, cancellationToken);
    }
}
