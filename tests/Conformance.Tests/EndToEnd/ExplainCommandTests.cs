using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>What the scheduler says of a pod, and what it would do, as a user asks it.</summary>
public sealed class ExplainCommandTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string Name = "explained";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explain_PodThatFitsNowhere_TellsTheDeficitAndWhatIfFindsItANode()
    {
        using var client = cluster.Host.CreateClient();
        var node = await ReadyNodeAsync(client);
        await CreateAsync(client);
        try
        {
            var explained = await RunAsync("explain", "pod", Name);
            var solved = await RunAsync("what-if", "request", Name, "--cpu", "1m");

            Assert.Contains("State:  unschedulable", explained);
            Assert.Contains("Insufficient cpu", explained);
            Assert.Contains("needs a node with 10k cpu", explained);
            Assert.Matches($@"1 pod would start[^\n]*\n[^\n]*\ndefault/{Name} +{node}", solved);
        }
        finally
        {
            await client.CoreV1.DeleteNamespacedPodAsync(Name, "default", cancellationToken: Cancellation);
        }
    }

    private static async Task<string> ReadyNodeAsync(Kubernetes client)
    {
        await foreach (var (_, node) in client.CoreV1.WatchListNodeAsync(cancellationToken: Cancellation))
        {
            var isReady = node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true;
            if (isReady && node.Spec?.Taints is null or { Count: 0 })
            {
                return node.Metadata.Name;
            }
        }

        throw new InvalidOperationException("The watch of nodes ended.");
    }

    private static async Task CreateAsync(Kubernetes client)
    {
        var asked = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("10000") };
        await client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { Name = Name },
                Spec = new V1PodSpec
                {
                    Containers = [new V1Container { Name = "c", Image = "host", Resources = new V1ResourceRequirements { Requests = asked } }],
                },
            },
            "default",
            cancellationToken: Cancellation);
        await foreach (var (_, pod) in client.CoreV1.WatchListNamespacedPodAsync("default", fieldSelector: $"metadata.name={Name}", cancellationToken: Cancellation))
        {
            if (pod.Status.Conditions?.Any(condition => condition.Reason == "Unschedulable") is true)
            {
                return;
            }
        }
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var result = await HostProcess.RunAsync([.. arguments, "--kubeconfig", cluster.Host.Kubeconfig], Cancellation);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
