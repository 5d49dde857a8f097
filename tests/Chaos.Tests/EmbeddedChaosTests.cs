using OrleansScheduler.Chaos.Clusters;
using OrleansScheduler.Chaos.Faults;

namespace OrleansScheduler.Chaos.Tests;

/// <summary>A short run over the embedded storage: one real silo under traffic, killed, frozen and restarted.</summary>
public sealed class EmbeddedChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Faults_UnderTraffic_LoseRepeatAndReorderNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faults are signals of Linux.");
        var settings = new ChaosSettings
        {
            Seed = 20_26,
            Duration = TimeSpan.FromSeconds(20),
            Calm = TimeSpan.FromSeconds(2),
        };
        await using var storage = new EmbeddedStorage();

        var report = await new ChaosRun(settings, storage, AllFaults.List, output.WriteLine)
            .RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
        Assert.All(AllFaults.List.Where(fault => fault is not LostStorage), fault =>
            Assert.Contains(report.Faults, injected => injected.Name == fault.Name));
    }
}
