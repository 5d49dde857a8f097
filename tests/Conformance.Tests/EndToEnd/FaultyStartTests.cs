using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>Starts that cannot work end with one clear line and exit code 1.</summary>
public sealed class FaultyStartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dev_OnADataDirectoryInUse_IsRefused()
    {
        await using var first = await HostProcess.StartClusterAsync(Cancellation, "--nodes", "0");

        var second = await HostProcess.RunAsync(["dev", "--data", first.DataDirectory, "--port", "0"], Cancellation);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(first.DataDirectory, second.Error);
        Assert.Single(second.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Dev_OnADataDirectoryThatIsAFile_SaysSo()
    {
        var file = Path.GetTempFileName();

        var result = await HostProcess.RunAsync(["dev", "--data", Path.Combine(file, "data"), "--port", "0"], Cancellation);

        File.Delete(file);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(file, result.Error);
    }
}
