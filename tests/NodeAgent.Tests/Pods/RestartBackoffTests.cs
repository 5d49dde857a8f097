using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class RestartBackoffTests
{
    private static readonly PodTimings Timings = new();

    [Fact]
    public void After_ManyShortRuns_DoublesFromTenSecondsToFiveMinutes()
    {
        var length = TimeSpan.Zero;
        var seen = new List<double>();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            length = RestartBackoff.After(Exit(ran: 1), attempt, length, Timings).Length;
            seen.Add(length.TotalSeconds);
        }

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], seen);
    }

    [Fact]
    public void After_LongRun_StartsAfresh()
    {
        var exit = Exit(ran: 600);

        Assert.Equal(
            new RestartBackoff(TimeSpan.Zero, exit.FinishedAt), RestartBackoff.After(exit, 5, TimeSpan.FromMinutes(5), Timings));
    }

    private static ContainerExit Exit(int ran) =>
        new(1, "Error", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(ran));
}
