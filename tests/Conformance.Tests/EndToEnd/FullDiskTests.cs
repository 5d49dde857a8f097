using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A full disk refuses writes, serves reads, corrupts nothing, and heals when there is room again.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dev_OnAFullDisk_RefusesWritesAndKeepsWhatItHas()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small disk needs root.");
        await using var disk = await SmallDisk.MountAsync(Cancellation);
        List<string> acknowledged;
        await using (var host = await HostProcess.StartClusterAsync(disk.Path, Cancellation, "--nodes", "0"))
        {
            using var client = host.CreateClient();
            disk.Fill();
            acknowledged = await WriteUntilRefusedAsync(client);
            Assert.Equal(acknowledged, await NamesAsync(client));
            Assert.Equal(HttpStatusCode.InternalServerError, await ReadinessAsync(client));
            disk.Clear();
            await WriteUntilAcceptedAsync(client);
            Assert.Equal(HttpStatusCode.OK, await ReadinessAsync(client));
        }

        await using var again = await HostProcess.StartClusterAsync(disk.Path, Cancellation, "--nodes", "0");
        using var after = again.CreateClient();
        Assert.Equal([.. acknowledged, "map-healed"], await NamesAsync(after));
    }

    private static async Task<List<string>> WriteUntilRefusedAsync(Kubernetes client)
    {
        var acknowledged = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                await CreateAsync(client, $"map-{i:d4}");
                acknowledged.Add($"map-{i:d4}");
            }
            catch (HttpOperationException refusal)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Response.StatusCode);
                return acknowledged;
            }
        }

        throw new InvalidOperationException("A full disk took a thousand writes.");
    }

    private static async Task WriteUntilAcceptedAsync(Kubernetes client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                await CreateAsync(client, "map-healed");
                return;
            }
            catch (HttpOperationException refusal)
                when (refusal.Response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(200, patience.Token);
            }
        }
    }

    private static async Task<HttpStatusCode> ReadinessAsync(Kubernetes client)
    {
        using var answer = await client.HttpClient.GetAsync(new Uri(client.BaseUri, "readyz"), Cancellation);
        return answer.StatusCode;
    }

    private static Task<V1ConfigMap> CreateAsync(Kubernetes client, string name) =>
        client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = name },
                Data = new Dictionary<string, string> { ["x"] = new('x', 20_000) },
            },
            "default",
            cancellationToken: Cancellation);

    private static async Task<List<string>> NamesAsync(Kubernetes client)
    {
        var maps = await client.CoreV1.ListNamespacedConfigMapAsync("default", cancellationToken: Cancellation);
        return [.. maps.Items.Select(map => map.Metadata.Name).Where(name => name.StartsWith("map-", StringComparison.Ordinal))];
    }
}
