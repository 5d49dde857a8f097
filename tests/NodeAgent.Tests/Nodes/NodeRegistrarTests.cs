using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Nodes;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Tests.Api;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Nodes;

public sealed class NodeRegistrarTests
{
    private const string Nodes = "/api/v1/nodes";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ClusterHasNoSuchNode_RegistersWithOneRequest()
    {
        var node = Assert.Single(await RegisterAsync(_ => []));

        Assert.Equal($"POST {Nodes}", node.Request);
        var body = JsonNode.Parse(node.Body)!;
        Assert.Equal("node-1", (string?)body["metadata"]!["labels"]!["kubernetes.io/hostname"]);
        Assert.Equal("110", (string?)body["status"]!["allocatable"]!["pods"]);
    }

    [Fact]
    public async Task Run_ClusterHasTheNodeAsItIs_TellsOnlyTheStatus()
    {
        var told = Assert.Single(await RegisterAsync(description => [description]));

        Assert.Equal($"PATCH {Nodes}/node-1/status", told.Request);
    }

    [Fact]
    public async Task Run_NodeLostALabel_PutsItBackAndTellsTheStatus()
    {
        var told = await RegisterAsync(
            node =>
            {
                node["metadata"]!["labels"]!.AsObject().Remove("kubernetes.io/os");
                return [node];
            },
            requests: 2);

        Assert.Equal([$"PATCH {Nodes}/node-1", $"PATCH {Nodes}/node-1/status"], told.Select(one => one.Request));
    }

    [Fact]
    public void Status_ConditionStays_KeepsItsTransition()
    {
        var now = DateTimeOffset.UnixEpoch.AddHours(1);
        var before = new V1NodeStatus
        {
            Conditions =
            [
                new() { Type = "Ready", Status = "Unknown", LastTransitionTime = DateTime.UnixEpoch },
                new() { Type = "DiskPressure", Status = "False", LastTransitionTime = DateTime.UnixEpoch },
            ],
        };

        var conditions = NodeDescription.Conditions(now, before).ToDictionary(condition => condition.Type);

        Assert.Equal(("True", now.UtcDateTime), (conditions["Ready"].Status, conditions["Ready"].LastTransitionTime));
        Assert.Equal(DateTime.UnixEpoch, conditions["DiskPressure"].LastTransitionTime);
    }

    /// <summary>Lets a registrar run against a cluster with these nodes and returns what it wrote of the node.</summary>
    private static async Task<IReadOnlyList<(string Request, string Body)>> RegisterAsync(
        Func<JsonNode, JsonNode[]> known, int requests = 1)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var api = await RecordingApi.StartAsync(Token);
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var options = new NodeAgentOptions { NodeName = "node-1", DataDirectory = "/nonexistent" };
        await using var logs = await LogServer.StartAsync(options, new PodPaths(options.DataDirectory), time, Token);
        var description = new NodeDescription(options, Contexts.Facts, logs, new FakeRuntime());
        var items = new JsonArray([.. known(JsonNode.Parse(KubernetesJson.Serialize(description.Node(time.GetUtcNow())))!)]);
        api.Answers[$"GET {Nodes}"] = (200, new JsonObject
        {
            ["kind"] = "NodeList", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["resourceVersion"] = "1" }, ["items"] = items,
        }.ToJsonString());
        using var client = api.CreateClient();
        var watch = new NodeWatch(client, description, time);
        var work = Task.WhenAll(
            watch.RunAsync(stop.Token),
            new NodeRegistrar(client, options, description, watch, time, NullLogger<NodeRegistrar>.Instance).RunAsync(stop.Token));

        // One list, one lease, and what is asked for here.
        await api.WaitForAsync(2 + requests, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        return [.. api.Requests.Where(one => one.Request.Contains(" /api/v1/nodes", StringComparison.Ordinal)
            && !one.Request.StartsWith("GET", StringComparison.Ordinal))];
    }
}
