using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Api;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Api;

public sealed class EventRecorderTests
{
    private const string Events = "/api/v1/namespaces/default/events";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_SameHappeningAgain_RaisesTheCountOfItsEvent()
    {
        await using var api = await RecordingApi.StartAsync(Token);
        using var client = api.CreateClient();
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var recorder = new EventRecorder(
            client.Resources<Corev1Event>(), "node-1", time, NullLogger<EventRecorder>.Instance);
        var failed = PodEvent.Warning("Failed", "Error: no");

        recorder.Record(Contexts.Pod(), "spec.containers{c}", failed);
        time.Advance(TimeSpan.FromSeconds(5));
        recorder.Record(Contexts.Pod(), "spec.containers{c}", failed);
        recorder.Record(Contexts.Pod(), "spec.containers{d}", failed);
        await api.WaitForAsync(3, Token);

        var (created, raised, other) = (api.Requests[0], api.Requests[1], api.Requests[2]);
        var first = JsonNode.Parse(created.Body)!;
        Assert.Equal($"POST {Events}", created.Request);
        Assert.Equal("kubelet", (string?)first["source"]!["component"]);
        Assert.Equal("spec.containers{c}", (string?)first["involvedObject"]!["fieldPath"]);
        Assert.Equal($"PATCH {Events}/{first["metadata"]!["name"]}", raised.Request);
        Assert.Equal(2, (int)JsonNode.Parse(raised.Body)!["count"]!);
        Assert.StartsWith("2030-01-01T00:00:05", (string?)JsonNode.Parse(raised.Body)!["lastTimestamp"], StringComparison.Ordinal);
        Assert.Equal($"POST {Events}", other.Request);
    }

    [Fact]
    public async Task Record_ClusterRefuses_GoesOnWithTheNext()
    {
        await using var api = await RecordingApi.StartAsync(Token);
        api.Answers[$"POST {Events}"] = (403, """{"kind":"Status","status":"Failure","reason":"Forbidden","code":403}""");
        using var client = api.CreateClient();
        await using var recorder = new EventRecorder(
            client.Resources<Corev1Event>(), "node-1", TimeProvider.System, NullLogger<EventRecorder>.Instance);

        recorder.Record(Contexts.Pod(), null, PodEvent.Created);
        recorder.Record(Contexts.Pod(), null, PodEvent.Started);
        await api.WaitForAsync(2, Token);

        Assert.Equal(["Created", "Started"], api.Requests.Select(one => (string?)JsonNode.Parse(one.Body)!["reason"]));
    }
}
