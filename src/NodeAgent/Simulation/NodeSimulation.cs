using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// Plays many nodes and the pods bound to them, as an ordinary client of the API: nothing runs, but the cluster is told what
/// nodes and kubelets would tell it.
/// </summary>
public sealed class NodeSimulation : IDisposable
{
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SimulationOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SimulationApi api;
    private readonly Agenda agenda;
    private readonly StatusSender sender;
    private readonly SimulationFigures figures;
    private readonly PodFleet pods;
    private readonly NodeFleet nodes;

    public NodeSimulation(SimulationOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var gate = new Lock();
        this.options = options;
        this.time = time;
        logger = loggers.CreateLogger<NodeSimulation>();
        api = new SimulationApi(options.Client());
        agenda = new Agenda(time);
        figures = new SimulationFigures(time);
        sender = new StatusSender(api, agenda, figures, options.Concurrency, gate, logger);
        pods = new PodFleet(options, agenda, sender, figures, gate, time);
        nodes = new NodeFleet(options, api, time, logger);
    }

    /// <summary>Completes when the pods that were there at the beginning have been taken over.</summary>
    public Task Synced => synced.Task;

    /// <summary>What has happened so far.</summary>
    public SimulationReport Report => figures.Report() with
    {
        Nodes = nodes.Alive,
        Heartbeats = nodes.Heartbeats,
        HeartbeatsFailed = nodes.HeartbeatsFailed,
    };

    /// <summary>The room of every node, used and whole, when the first pod was found to fit nowhere; null while all fit.</summary>
    public IReadOnlyList<(PodRoom Used, PodRoom Capacity)>? RoomsWhenFull { get; private set; }

    /// <summary>The room of every node, used and whole, now.</summary>
    public IReadOnlyList<(PodRoom Used, PodRoom Capacity)> Rooms => pods.Rooms();

    /// <summary>Registers all nodes; a refusal by the server is thrown.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await nodes.RegisterAsync(cancellationToken);
        foreach (var node in nodes.All)
        {
            pods.Add(node);
        }

        figures.FirstUnschedulable = () => RoomsWhenFull = pods.Rooms();
    }

    /// <summary>Plays the nodes until cancelled. To be called after <see cref="StartAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] selectors = options.IsWatchedPerNode
            ? [.. nodes.All.Select(node => $"fieldSelector=spec.nodeName%3D{node.Name}")]
            : [""];
        var feeds = selectors.Select(selector => new ObjectFeed(api, "api/v1/pods", selector, time, logger)).ToList();
        var watches = feeds.Select(feed => feed.RunAsync(pods.Seen, pods.Gone, cancellationToken));
        _ = Task.WhenAll(feeds.Select(feed => feed.Synced)).ContinueWith(_ => synced.TrySetResult(), TaskScheduler.Default);
        await Task.WhenAll([
            nodes.RunAsync(cancellationToken), agenda.RunAsync(cancellationToken), sender.RunAsync(cancellationToken), .. watches]);
    }

    /// <summary>Deletes the nodes, unless they are to be kept.</summary>
    public Task EndAsync(CancellationToken cancellationToken) =>
        options.KeepsNodes ? Task.CompletedTask : nodes.DeleteAsync(cancellationToken);

    public void Dispose() => api.Dispose();
}
