using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>The recorded behaviour of a real Kubernetes, replayed against the built executable.</summary>
public sealed class TranscriptTests(ITestOutputHelper output)
{
    private const double RequiredPercent = 95;

    [Fact]
    public Task Api_RecordedScenarios_AreAnsweredAlike() => ReplayAsync(
        "api", "--nodes", "0", "--controllers", "none", "--disable-admission-plugins", "ServiceAccount");

    [Fact]
    public Task Full_RecordedScenarios_AreAnsweredAlike() => ReplayAsync(
        "full", "--nodes", "0", "--set", "Nodes:MonitorGracePeriod=00:00:20");

    private async Task ReplayAsync(string profile, params string[] arguments)
    {
        Assert.SkipWhen(RepositoryRoot.Golden is null, "The recordings (GOLDEN or ../shared/golden) are not here.");
        Assert.SkipUnless(Replayer.IsAvailable, "python3, which runs the replayer, is not installed.");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var host = await HostProcess.StartClusterAsync(cancellationToken, arguments);

        var steps = await new Replayer(RepositoryRoot.Golden!, host).ReplayAsync(profile, cancellationToken);

        var table = TranscriptTable.Render(steps);
        output.WriteLine(table);
        Console.WriteLine($"Recorded scenarios, profile {profile}:\n{table}");
        Assert.NotEmpty(steps);
        Assert.True(TranscriptTable.PassRate(steps) >= RequiredPercent, table);
    }
}
