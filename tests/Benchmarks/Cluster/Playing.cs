using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.NodeAgent.Simulation;

namespace OrleansScheduler.Benchmarks.Cluster;

/// <summary>Simulated nodes for the length of one measurement; the next one takes the same nodes over.</summary>
internal sealed class Playing : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly NodeSimulation _simulation;
    private readonly Task _running;

    private Playing(NodeSimulation simulation)
    {
        _simulation = simulation;
        _running = simulation.RunAsync(_stop.Token);
    }

    public SimulationReport Report => _simulation.Report;

    public static async Task<Playing> StartAsync(
        string kubeconfig, int nodes, bool tellsOfPods, CancellationToken cancellationToken)
    {
        var options = new SimulationOptions
        {
            Name = "benchmark",
            Nodes = nodes,
            IsTainted = false,
            TellsOfPods = tellsOfPods,
            Concurrency = 24,
            StatusInterval = TimeSpan.FromHours(1),
            Client = () => Client(kubeconfig),
        };
        var simulation = new NodeSimulation(options, NullLoggerFactory.Instance, TimeProvider.System);
        await simulation.StartAsync(cancellationToken);
        var playing = new Playing(simulation);
        await simulation.Synced.WaitAsync(Longest, cancellationToken);
        return playing;
    }

    /// <summary>Waits until a figure has reached that; a simulation that fails ends the wait.</summary>
    public async Task UntilAsync(Func<SimulationReport, bool> isReached, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        while (!isReached(Report))
        {
            if (_running.IsCompleted)
            {
                await _running;
            }

            await Task.Delay(Look, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _simulation.Dispose();
        _stop.Dispose();
    }

    // The server is measured, not trusted.
    private static KubernetesClientConfiguration Client(string kubeconfig)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        configuration.SkipTlsVerify = true;
        return configuration;
    }
}
