using OrleansScheduler.Chaos.Clusters;
using OrleansScheduler.Chaos.Faults;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Chaos.Tests;

/// <summary>A short run over a shared storage: three real silos and their server under traffic and faults.</summary>
public sealed class SharedChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Faults_OfSilosOverPostgreSql_LoseRepeatAndReorderNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faults are signals of Linux.");
        Assert.SkipUnless(PostgreSqlServer.Missing is null, PostgreSqlServer.Missing ?? "");
        var settings = new ChaosSettings
        {
            Seed = 7,
            Silos = 3,
            Writers = 6,
            Duration = TimeSpan.FromSeconds(30),
            Calm = TimeSpan.FromSeconds(2),
        };
        await using var storage = ClusterStorages.Create("postgresql");

        var report = await new ChaosRun(settings, storage, AllFaults.List, output.WriteLine)
            .RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
        Assert.All(AllFaults.List, fault => Assert.Contains(report.Faults, injected => injected.Name == fault.Name));
    }
}
