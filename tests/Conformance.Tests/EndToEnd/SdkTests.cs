using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>The cluster as .NET programs use it: the sample of the README, and the official client.</summary>
public sealed class SdkTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_SubmitsAJobReadsItsLogAndWatchesItsPods()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var result = await new Tool("dotnet").RunAsync(
            [SampleAssembly],
            new Dictionary<string, string> { ["KUBECONFIG"] = cluster.Host.Kubeconfig },
            patience.Token);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches("hello-[a-z0-9]{5}-[a-z0-9]{5}: hello from .NET", result.Output);
        Assert.Contains(" is Succeeded", result.Output);
    }

    [Fact]
    public async Task OfficialClient_CreatesWatchesAndDeletes()
    {
        using var client = cluster.Host.CreateClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var seen = WatchUntilDeletedAsync(client, patience.Token);
        var map = new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "official" } };

        var created = await client.CoreV1.CreateNamespacedConfigMapAsync(map, "default", cancellationToken: patience.Token);
        created.Data = new Dictionary<string, string> { ["a"] = "1" };
        await client.CoreV1.ReplaceNamespacedConfigMapAsync(created, "official", "default", cancellationToken: patience.Token);
        await client.CoreV1.DeleteNamespacedConfigMapAsync("official", "default", cancellationToken: patience.Token);

        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted], await seen);
    }

    private static async Task<List<WatchEventType>> WatchUntilDeletedAsync(
        Kubernetes client, CancellationToken cancellationToken)
    {
        var seen = new List<WatchEventType>();
        var watch = client.CoreV1.WatchListNamespacedConfigMapAsync(
            "default", fieldSelector: "metadata.name=official", cancellationToken: cancellationToken);
        await foreach (var (type, _) in watch)
        {
            seen.Add(type);
            if (type == WatchEventType.Deleted)
            {
                break;
            }
        }

        return seen;
    }

    private static string SampleAssembly => Path.Combine(
        RepositoryRoot.Path,
        "artifacts",
        "bin",
        "sdk",
        Path.GetFileName(Path.GetDirectoryName(HostProcess.Executable)!),
        "OrleansScheduler.Samples.Sdk.dll");
}
