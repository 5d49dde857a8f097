using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.NodeAgent.Simulation;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.Testing;

/// <summary>
/// A whole cluster inside the test's process: control plane, API server on a free port, nodes, and a clock the test may put
/// forward. Several may run at once. Everything it made is gone when it is disposed.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly string data;
    private readonly ClusterProcess process;
    private readonly CancellationTokenSource stop = new();
    private NodeSimulation? simulation;
    private Task playing = Task.CompletedTask;

    private TestCluster(string data, ClusterProcess process, TestClock clock)
    {
        this.data = data;
        this.process = process;
        Clock = clock;
        Client = OrleansSchedulerClient.FromKubeconfig(Kubeconfig);
    }

    /// <summary>A client with all rights.</summary>
    public OrleansSchedulerClient Client { get; }

    /// <summary>The time of the cluster: deadlines, back-offs, leases and the run time of simulated pods.</summary>
    public TestClock Clock { get; }

    /// <summary>The API server's URL.</summary>
    public Uri Server => process.Url;

    /// <summary>A kubeconfig file with all rights, for kubectl and other clients.</summary>
    public string Kubeconfig => Path.Combine(data, "kubeconfig");

    /// <summary>What <c>AddOrleansScheduler</c> takes as the connection string of this cluster.</summary>
    public string ConnectionString => $"Kubeconfig={Kubeconfig}";

    /// <summary>Starts a cluster and returns when its nodes are ready for pods.</summary>
    public static async Task<TestCluster> StartAsync(
        TestClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TestClusterOptions();
        var data = Directory.CreateTempSubdirectory("orleans-scheduler-test-").FullName;
        var clock = new TestClock();
        ClusterProcess process;
        try
        {
            process = await ClusterProcess.StartAsync(await SettingsAsync(options, data, cancellationToken), clock, cancellationToken);
        }
        catch
        {
            Directory.Delete(data, recursive: true);
            throw;
        }

        var cluster = new TestCluster(data, process, clock);
        try
        {
            await cluster.PlayAsync(options, cancellationToken);
            await cluster.NodesReadyAsync(options.SimulatedNodes + options.ProcessNodes, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the cluster and deletes what it wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        simulation?.Dispose();
        Client.Dispose();
        await process.DisposeAsync();
        stop.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static async Task<ClusterSettings> SettingsAsync(
        TestClusterOptions options, string data, CancellationToken cancellationToken)
    {
        var settings = Path.Combine(data, "settings.json");
        await File.WriteAllTextAsync(settings, """{ "Serilog": { "MinimumLevel": { "Default": "Warning" } } }""", cancellationToken);
        return new ClusterSettings
        {
            DataDirectory = data,
            PkiDirectory = DataDirectories.Pki(data),
            Port = 0,
            KubeconfigPath = Path.Combine(data, "kubeconfig"),
            Nodes = options.ProcessNodes,
            Configuration = settings,
            Overrides = ["Storage:Provider=Sqlite"],
            EndPodsOnStop = TimeSpan.Zero,
        };
    }

    private async Task PlayAsync(TestClusterOptions options, CancellationToken cancellationToken)
    {
        if (options.SimulatedNodes == 0)
        {
            return;
        }

        simulation = new NodeSimulation(
            new SimulationOptions
            {
                Nodes = options.SimulatedNodes,
                Capacity = options.Capacity,
                RunTime = DurationDistribution.Always(options.RunTime),
                IsTainted = false,
                KeepsNodes = true,
                Client = () => KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubeconfig),
            },
            NullLoggerFactory.Instance,
            Clock);
        await simulation.StartAsync(cancellationToken);
        playing = simulation.RunAsync(stop.Token);
        await await Task.WhenAny(simulation.Synced, playing).WaitAsync(cancellationToken);
    }

    private async Task NodesReadyAsync(int count, CancellationToken cancellationToken)
    {
        var ready = new HashSet<string>();
        var nodes = Client.Resources<k8s.Models.V1Node>().WatchAsync(new(), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (nodes)
        {
            while (ready.Count < count && await nodes.MoveNextAsync())
            {
                var node = nodes.Current.Resource;
                if (node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
                    && node.Spec?.Taints is null or { Count: 0 })
                {
                    ready.Add(node.Metadata.Name);
                }
            }
        }
    }
}
