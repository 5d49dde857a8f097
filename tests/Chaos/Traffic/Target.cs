using OrleansScheduler.Chaos.Clusters;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>The silos as clients reach them: any of them, chosen anew after each failure.</summary>
internal sealed class Target(SiloCluster cluster, Random random) : IDisposable
{
    private readonly SiloClient[] _clients = [.. cluster.Silos.Select(silo => new SiloClient(silo))];

    public SiloClient Any() => _clients[random.Next(_clients.Length)];

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }
}
