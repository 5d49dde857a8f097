using System.IO.Compression;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary><c>backup</c> and <c>restore</c> with real processes: the restored state is the same to the byte.</summary>
public sealed class BackupTests
{
    private static readonly string[] Bare = ["--nodes", "0", "--controllers", "none"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_OfABackup_HasEqualHashesAndTakesNoneOfItsRevisionsAgain()
    {
        var folder = Directory.CreateTempSubdirectory("orleans-scheduler-backup-").FullName;
        try
        {
            var (backup, again) = (Path.Combine(folder, "one.zip"), Path.Combine(folder, "two.zip"));
            var restored = Path.Combine(folder, "restored");
            var newest = await BackUpAsync(backup);
            await RunAsync("restore", backup, "--data", restored);

            await using var host = await HostProcess.StartClusterAsync(restored, Cancellation, Bare);
            await RunAsync("backup", again, "--kubeconfig", host.Kubeconfig);

            Assert.Equal(Hashes(backup), Hashes(again));
            using var client = host.CreateClient();
            Assert.True(Revision(await CreateAsync(client, "after")) > newest + 1000);
        }
        finally
        {
            await ClusterData.RemoveAsync(folder);
        }
    }

    [Fact]
    public async Task Restore_OverAUsedDirectory_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("orleans-scheduler-backup-").FullName;
        try
        {
            var (backup, restored) = (Path.Combine(folder, "one.zip"), Path.Combine(folder, "restored"));
            await BackUpAsync(backup);
            await RunAsync("restore", backup, "--data", restored);

            var twice = await HostProcess.RunAsync(["restore", backup, "--data", restored], Cancellation);

            Assert.Equal(1, twice.ExitCode);
            Assert.Contains("restore into an empty", twice.Error, StringComparison.Ordinal);
        }
        finally
        {
            await ClusterData.RemoveAsync(folder);
        }
    }

    /// <summary>The newest revision of ConfigMaps that was given out, which is later than the backup.</summary>
    private static async Task<long> BackUpAsync(string path)
    {
        await using var host = await HostProcess.StartClusterAsync(Cancellation, Bare);
        using var client = host.CreateClient();
        for (var i = 0; i < 600; i++)
        {
            await CreateAsync(client, $"map-{i:d3}");
        }

        await client.CoreV1.DeleteNamespacedConfigMapAsync("map-007", "default", cancellationToken: Cancellation);
        await RunAsync("backup", path, "--kubeconfig", host.Kubeconfig);
        return Revision(await CreateAsync(client, "too-late"));
    }

    private static Task<V1ConfigMap> CreateAsync(Kubernetes client, string name) =>
        client.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["a"] = "b" } },
                Data = new Dictionary<string, string> { ["text"] = "<&>\u00e9\n\"quoted\"" },
            },
            "default",
            cancellationToken: Cancellation);

    private static long Revision(V1ConfigMap map) => long.Parse(map.Metadata.ResourceVersion);

    private static async Task RunAsync(params string[] arguments)
    {
        var result = await HostProcess.RunAsync(arguments, Cancellation);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static Dictionary<string, string> Hashes(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var manifest = JsonDocument.Parse(archive.GetEntry("manifest.json")!.Open());
        return manifest.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(
            resource => resource.GetProperty("resourceType").GetString()!,
            resource => $"{resource.GetProperty("objects").GetInt32()} {resource.GetProperty("sha256").GetString()}");
    }
}
