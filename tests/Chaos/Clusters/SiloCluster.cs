using OrleansScheduler.TestKit;

namespace OrleansScheduler.Chaos.Clusters;

/// <summary>The silos under test, over one storage.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-scheduler-chaos-").FullName;
    private readonly List<SiloProcess> _silos = [];

    public SiloCluster(IClusterStorage storage, int silos, IReadOnlyList<string> arguments)
    {
        Storage = storage;
        string[] shared = ["--nodes", "0", "--pki", Path.Combine(_folder, "pki"), .. storage.Arguments, .. arguments];
        for (var i = 1; i <= silos; i++)
        {
            _silos.Add(new SiloProcess($"silo-{i}", Path.Combine(_folder, $"silo-{i}"), shared));
        }
    }

    public IClusterStorage Storage { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in _silos)
        {
            silo.Start();
            await ReadyAsync(silo, cancellationToken);
        }
    }

    /// <summary>Waits until a silo says that it is ready; one that died tells its last words.</summary>
    public static async Task ReadyAsync(SiloProcess silo, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        using var client = new SiloClient(silo);
        while (!await client.IsReadyAsync(patience.Token))
        {
            if (!silo.IsRunning || patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{silo.Name} did not become ready:\n{LastLines(silo)}");
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await ClusterData.RemoveAsync(_folder);
    }

    private static string LastLines(SiloProcess silo) =>
        File.Exists(silo.Log) ? string.Join('\n', File.ReadLines(silo.Log).TakeLast(20)) : "(no output)";
}
