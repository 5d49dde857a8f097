using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Faults;

/// <summary>kill -9 of the storage server, which comes back with its data after a while.</summary>
internal sealed class LostStorage : IFault
{
    public string Name => "kill -9 of the storage server";

    public bool IsPossible(SiloCluster cluster) => cluster.Storage is { IsShared: true, SurvivesKill: true };

    public async Task InjectAsync(SiloCluster cluster, Random random, CancellationToken cancellationToken)
    {
        await cluster.Storage.KillAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(4) * random.NextDouble(), cancellationToken);
        await cluster.Storage.StartAsync(cancellationToken);
        foreach (var silo in cluster.Silos)
        {
            // A silo that cannot keep its membership up ends itself, and whoever runs it starts it again.
            if (!silo.IsRunning)
            {
                silo.Start();
            }

            await SiloCluster.ReadyAsync(silo, cancellationToken);
        }
    }
}
