using System.Net;
using System.Text;
using System.Text.Json;
using k8s;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>Registers the nodes, renews their leases evenly over time, and says again what a controller took for silence.</summary>
internal sealed partial class NodeFleet
{
    private const string Nodes = "api/v1/nodes";
    private const string Leases = "apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";
    private const int Renewers = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly SimulationOptions options;
    private readonly SimulationApi api;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SimulatedNodeDescription description;
    private readonly Dictionary<string, SimulatedNode> byName;
    private long heartbeats;
    private long heartbeatsFailed;

    public NodeFleet(SimulationOptions options, SimulationApi api, TimeProvider time, ILogger logger)
    {
        this.options = options;
        this.api = api;
        this.time = time;
        this.logger = logger;
        description = new SimulatedNodeDescription(options);
        var capacity = PodRoom.Of(options.Capacity);
        All = [.. Enumerable.Range(0, options.Nodes).Select(i => new SimulatedNode($"{options.Name}-{i}", i, capacity))];
        byName = All.ToDictionary(node => node.Name);
    }

    public IReadOnlyList<SimulatedNode> All { get; }

    public int Alive => All.Count(node => !node.IsLost && node.Uid.Length > 0);

    public long Heartbeats => Interlocked.Read(ref heartbeats);

    public long HeartbeatsFailed => Interlocked.Read(ref heartbeatsFailed);

    /// <summary>A node of that name that was left by an earlier simulation is taken over.</summary>
    public Task RegisterAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        All, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken }, RegisterAsync);

    /// <summary>Renews leases and tells statuses in their time, each node at its own.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        EachInTurnAsync(options.LeaseRenewInterval, RenewAsync, cancellationToken),
        EachInTurnAsync(options.StatusInterval, TellStatusAsync, cancellationToken),
        WatchAsync(cancellationToken));

    /// <summary>Deletes the nodes; their leases go with them.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        All.Where(node => !node.IsLost),
        new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
        async (node, token) =>
        {
            var answer = await api.SendAsync(HttpMethod.Delete, $"{Nodes}/{node.Name}", default, SimulationApi.Json, token);
            answer.EnsureSuccessOr(HttpStatusCode.NotFound);
        });

    private async ValueTask RegisterAsync(SimulatedNode node, CancellationToken cancellationToken)
    {
        var json = KubernetesJson.Serialize(description.Node(node, time.GetUtcNow()));
        var answer = await api.SendAsync(
            HttpMethod.Post, Nodes, Encoding.UTF8.GetBytes(json), SimulationApi.Json, cancellationToken);
        if (answer.EnsureSuccessOr(HttpStatusCode.Conflict).Code == HttpStatusCode.Conflict)
        {
            answer = (await api.GetAsync($"{Nodes}/{node.Name}", cancellationToken)).EnsureSuccessOr();
        }

        using var stored = JsonDocument.Parse(answer.Body);
        if (!IsSimulated(stored.RootElement))
        {
            throw new InvalidOperationException($"Node {node.Name} is there and not a simulated one: choose another name.");
        }

        node.Uid = Fields.Uid(stored.RootElement);
        await RenewAsync(node, cancellationToken);
        await TellStatusAsync(node, cancellationToken);
    }

    private static bool IsSimulated(JsonElement node) =>
        node.GetProperty("metadata").TryGetProperty("labels", out var labels)
        && labels.TryGetProperty(SimulationOptions.Label, out _);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var selector = $"labelSelector={Uri.EscapeDataString($"{SimulationOptions.Label}={options.Name}")}";
        var feed = new ObjectFeed(api, Nodes, selector, time, logger);
        var uids = All.ToDictionary(node => node.Uid);
        await feed.RunAsync(
            seen =>
            {
                // A controller that missed the leases has said so: the node answers that it is well.
                if (byName.TryGetValue(Fields.Name(seen), out var node) && !IsReady(seen))
                {
                    _ = TellStatusAsync(node, cancellationToken);
                }
            },
            gone =>
            {
                if (uids.TryGetValue(gone, out var node))
                {
                    node.IsLost = true;
                    LogLost(logger, node.Name);
                }
            },
            cancellationToken);
    }

    private static bool IsReady(JsonElement node) =>
        Fields.Condition(node, "Ready") is { } ready && Fields.Text(ready, "status") == "True";

    // Every node at its own moment of the period; several at a time when requests take long.
    private async Task EachInTurnAsync(
        TimeSpan period, Func<SimulatedNode, CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var done = 0L;
        while (true)
        {
            var due = (long)(All.Count * (time.GetElapsedTime(started) / period));
            if (due > done)
            {
                var turn = Enumerable.Range(0, (int)Math.Min(due - done, All.Count)).Select(i => All[(int)((done + i) % All.Count)]);
                await Parallel.ForEachAsync(
                    turn.Where(node => !node.IsLost),
                    new ParallelOptions { MaxDegreeOfParallelism = Renewers, CancellationToken = cancellationToken },
                    async (node, token) => await action(node, token));
                done = due;
            }

            await Task.Delay(Tick, time, cancellationToken);
        }
    }

    private async Task TellStatusAsync(SimulatedNode node, CancellationToken cancellationToken)
    {
        try
        {
            var patch = KubernetesJson.Serialize(new { status = description.Status(node, time.GetUtcNow()) });
            var answer = await api.SendAsync(
                HttpMethod.Patch,
                $"{Nodes}/{node.Name}/status",
                Encoding.UTF8.GetBytes(patch),
                SimulationApi.StrategicPatch,
                cancellationToken);
            answer.EnsureSuccessOr(HttpStatusCode.NotFound);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(logger, node.Name, failure.Message);
        }
    }

    // As the kubelet: the lease as it was last answered, with a new time; read anew when someone else has changed it.
    private async Task RenewAsync(SimulatedNode node, CancellationToken cancellationToken)
    {
        try
        {
            var isNew = node.LeaseVersion is null;
            var body = SimulatedLease.Json(node, time.GetUtcNow());
            var answer = await api.SendAsync(
                isNew ? HttpMethod.Post : HttpMethod.Put,
                isNew ? Leases : $"{Leases}/{node.Name}",
                body,
                SimulationApi.Json,
                cancellationToken);
            if (answer.EnsureSuccessOr(HttpStatusCode.Conflict, HttpStatusCode.NotFound).Code == HttpStatusCode.Conflict)
            {
                answer = await api.GetAsync($"{Leases}/{node.Name}", cancellationToken);
            }

            node.LeaseVersion = answer.IsSuccess ? SimulatedLease.VersionOf(answer.Body) : null;
            Interlocked.Increment(ref heartbeats);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref heartbeatsFailed);
            LogNotTold(logger, node.Name, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Node {Node} was deleted; it is not played any more")]
    private static partial void LogLost(ILogger logger, string node);

    [LoggerMessage(LogLevel.Warning, "Node {Node} could not be heard: {Problem}")]
    private static partial void LogNotTold(ILogger logger, string node, string problem);
}
