using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Faults;

/// <summary>Something that goes wrong, and is over when <see cref="InjectAsync"/> returns.</summary>
internal interface IFault
{
    string Name { get; }

    bool IsPossible(SiloCluster cluster);

    Task InjectAsync(SiloCluster cluster, Random random, CancellationToken cancellationToken);
}
