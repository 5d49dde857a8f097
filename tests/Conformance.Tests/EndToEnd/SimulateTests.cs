using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>Nodes that do not exist, played by a process of its own: the cluster cannot tell the difference.</summary>
public sealed class SimulateTests
{
    private const int Nodes = 20;
    private const int Completions = 30;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Simulate_JobsOverManyNodes_FareAsTheirPodsSayAndLeaveNoNodeBehind()
    {
        await using var cluster = await HostProcess.StartClusterAsync(Cancellation, "--nodes", "0");
        using var client = cluster.CreateClient();
        await using var simulation = cluster.StartSimulation("--nodes", $"{Nodes}", "--untainted", "--pod-seconds", "0.2");
        await UntilAsync(simulation, async () => (await client.CoreV1.ListNodeAsync(cancellationToken: Cancellation)).Items.Count(IsReady) == Nodes);

        await SubmitAsync(client, "good", Completions, []);
        await SubmitAsync(client, "bad", 1, new() { ["orleans-scheduler.dev/simulated-exit-code"] = "3" });
        await UntilAsync(simulation, async () => (await JobAsync(client, "good")).Status.Succeeded == Completions);
        await UntilAsync(simulation, async () => HasCondition(await JobAsync(client, "bad"), "Failed"));

        var pods = await client.CoreV1.ListNamespacedPodAsync("default", cancellationToken: Cancellation);
        Assert.All(pods.Items, pod => Assert.StartsWith("sim-", pod.Spec.NodeName, StringComparison.Ordinal));
        Assert.InRange(pods.Items.Select(pod => pod.Spec.NodeName).Distinct().Count(), Nodes / 2, Nodes);
        var failed = Assert.Single(pods.Items, pod => pod.Status.Phase == "Failed");
        Assert.Equal(3, Assert.Single(failed.Status.ContainerStatuses).State.Terminated.ExitCode);
        Assert.True(HasCondition(await JobAsync(client, "good"), "Complete"));

        await simulation.StopAsync();
        Assert.Empty((await client.CoreV1.ListNodeAsync(cancellationToken: Cancellation)).Items);
        Assert.Contains($"{Completions + 1} bound, {Completions + 1} started, {Completions} succeeded, 1 failed", simulation.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_WithItsTaint_LetsInOnlyWhatToleratesIt()
    {
        await using var cluster = await HostProcess.StartClusterAsync(Cancellation, "--nodes", "0");
        using var client = cluster.CreateClient();
        await using var simulation = cluster.StartSimulation("--nodes", "2", "--name", "lab");
        await UntilAsync(simulation, async () => (await client.CoreV1.ListNodeAsync(cancellationToken: Cancellation)).Items.Count(IsReady) == 2);

        await client.CoreV1.CreateNamespacedPodAsync(Pod("real"), "default", cancellationToken: Cancellation);
        var tolerant = Pod("tolerant");
        tolerant.Spec.Tolerations = [new() { Key = "orleans-scheduler.dev/simulated", OperatorProperty = "Equal", Value = "lab" }];
        await client.CoreV1.CreateNamespacedPodAsync(tolerant, "default", cancellationToken: Cancellation);
        await UntilAsync(simulation, async () => (await PodAsync(client, "tolerant")).Status.Phase == "Running");
        await UntilAsync(simulation, async () => (await PodAsync(client, "real")).Status.Conditions is { } conditions
            && conditions.Any(condition => condition is { Type: "PodScheduled", Status: "False" }));

        var pending = Assert.Single((await PodAsync(client, "real")).Status.Conditions, condition => condition.Type == "PodScheduled");
        Assert.Contains("0/2 nodes are available: 2 node(s) had untolerated taint", pending.Message, StringComparison.Ordinal);
    }

    private static Task SubmitAsync(Kubernetes client, string name, int completions, Dictionary<string, string> annotations) =>
        client.BatchV1.CreateNamespacedJobAsync(
            new()
            {
                Metadata = new() { Name = name },
                Spec = new()
                {
                    Completions = completions,
                    Parallelism = completions,
                    BackoffLimit = 0,
                    Template = new() { Metadata = new() { Annotations = annotations }, Spec = Pod(name).Spec },
                },
            },
            "default",
            cancellationToken: Cancellation);

    private static V1Pod Pod(string name) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { RestartPolicy = "Never", Containers = [new() { Name = "main", Image = "simulated" }] },
    };

    private static Task<V1Job> JobAsync(Kubernetes client, string name) =>
        client.BatchV1.ReadNamespacedJobAsync(name, "default", cancellationToken: Cancellation);

    private static Task<V1Pod> PodAsync(Kubernetes client, string name) =>
        client.CoreV1.ReadNamespacedPodAsync(name, "default", cancellationToken: Cancellation);

    private static bool HasCondition(V1Job job, string type) =>
        job.Status.Conditions is { } conditions && conditions.Any(condition => condition.Type == type && condition.Status == "True");

    private static bool IsReady(V1Node node) =>
        node.Spec.Taints is not { } taints || !taints.Any(taint => taint.Key.StartsWith("node.kubernetes.io/", StringComparison.Ordinal));

    private static async Task UntilAsync(HostProcess simulation, Func<Task<bool>> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await isReached())
        {
            Assert.False(patience.IsCancellationRequested, simulation.Output);
            await Task.Delay(50, Cancellation);
        }
    }
}
