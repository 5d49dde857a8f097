using System.Text.Json;
using OrleansScheduler.Chaos.Clusters;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Chaos.Tests;

/// <summary>Real silos that find each other through a storage server: one cluster, whichever of them is asked.</summary>
public sealed class SeveralSilosTests
{
    private const string ConfigMaps = "api/v1/namespaces/default/configmaps";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Kill_OneOfTwoOverRedis_OtherGoesOn() => KillAsync("redis", RedisServer.Missing);

    [Fact]
    public Task Kill_OneOfTwoOverAzureStorage_OtherGoesOn() => KillAsync("azure", AzuriteServer.Missing);

    private static async Task KillAsync(string storageName, string? missing)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A silo is killed by a signal of Linux.");
        Assert.SkipUnless(missing is null, missing ?? "");
        await using var storage = ClusterStorages.Create(storageName);
        await storage.StartAsync(Token);
        await using var cluster = new SiloCluster(storage, 2, []);
        await cluster.StartAsync(Token);
        using var first = new SiloClient(cluster.Silos[0]);
        using var second = new SiloClient(cluster.Silos[1]);

        await CreateAsync(first, "of-first");
        await CreateAsync(second, "of-second");
        string[] both = ["of-first", "of-second"];
        Assert.Equal(both, await NamesAsync(first));
        Assert.Equal(both, await NamesAsync(second));

        await cluster.Silos[0].KillAsync(Token);
        await CreateAsync(second, "of-survivor");

        Assert.Equal(both.Append("of-survivor"), await NamesAsync(second));
    }

    // A repeated create whose first answer was lost finds what it made.
    private static async Task CreateAsync(SiloClient silo, string name)
    {
        var body = JsonSerializer.Serialize(new { metadata = new { name } });
        await UntilAsync(async () =>
        {
            var (code, _) = await silo.SendAsync(HttpMethod.Post, ConfigMaps, body, Token);
            return code is 201 or 409;
        });
    }

    private static async Task<string[]> NamesAsync(SiloClient silo)
    {
        string[] names = [];
        await UntilAsync(async () =>
        {
            var (code, list) = await silo.SendAsync(HttpMethod.Get, ConfigMaps, null, Token);
            names = code != 200
                ? []
                : [.. list.RootElement.GetProperty("items").EnumerateArray()
                    .Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!)
                    .Where(name => name.StartsWith("of-", StringComparison.Ordinal))];
            return code == 200;
        });
        return names;
    }

    private static async Task UntilAsync(Func<Task<bool>> isDoneAsync)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!await TryAsync(isDoneAsync))
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> isDoneAsync)
    {
        try
        {
            return await isDoneAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
