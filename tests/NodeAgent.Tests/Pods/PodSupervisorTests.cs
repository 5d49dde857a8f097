using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Pods.Admission;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodSupervisorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("node-agent-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task EndAll_AdoptedContainerRuns_IsEndedAndNothingIsTold()
    {
        var container = new FakeContainer("c");
        var api = new FakePodApi();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var context = Contexts.Of(api, TimeProvider.System, new FakeRuntime { Recovered = [container] }, folder);
        Directory.CreateDirectory(context.Paths.Pods);
        var supervisor = new PodSupervisor(context, new KnownNode(), "linux", NullLogger<PodSupervisor>.Instance);
        await supervisor.RecoverAsync(stop.Token);
        var running = new TaskCompletionSource();
        api.Published += _ => running.TrySetResult();
        var work = supervisor.RunAsync([Contexts.Pod()], stop.Token);
        await running.Task.WaitAsync(stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await supervisor.EndAllAsync(TimeSpan.FromSeconds(2));

        Assert.Contains("terminate", container.Asked);
        Assert.False(container.IsAlive);
        Assert.DoesNotContain(api.Statuses, status => PodPhase.IsTerminal(status.Phase));
    }

    /// <summary>A node without anything special.</summary>
    private sealed class KnownNode : INodeReader
    {
        public V1Node Current { get; } = new() { Metadata = new() { Name = "node-1" } };

        public Task<V1Node> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Current);
    }
}
