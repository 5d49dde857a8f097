using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodTerminationTests
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_MainStillRuns_SidecarWaits()
    {
        var (main, sidecar) = (new FakeContainer("c") { EndsOnTerminate = false }, new FakeContainer("s"));
        using var termination = Begin(Slot(main), Slot(sidecar, ContainerRole.Sidecar));

        Assert.Equal(["terminate"], main.Asked);
        Assert.Empty(sidecar.Asked);

        main.End(0);
        await termination.Completed.WaitAsync(Token);
        Assert.Equal(["terminate"], sidecar.Asked);
    }

    [Fact]
    public async Task End_ProcessIgnoresTheSignal_IsKilledAfterTheGrace()
    {
        var main = new FakeContainer("c") { EndsOnTerminate = false };
        using var termination = Begin(Slot(main));

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(["terminate"], main.Asked);

        time.Advance(TimeSpan.FromSeconds(1));
        await termination.Completed.WaitAsync(Token);
        Assert.Equal(["terminate", "kill"], main.Asked);
    }

    [Fact]
    public async Task Shorten_LessGraceThanUnderWay_KillsEarlier()
    {
        var main = new FakeContainer("c") { EndsOnTerminate = false };
        using var termination = Begin(Slot(main));

        termination.Shorten(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));

        await termination.Completed.WaitAsync(Token);
        Assert.Equal(["terminate", "kill"], main.Asked);
    }

    private PodTermination Begin(params ContainerSlot[] slots)
    {
        var context = Contexts.Of(new FakePodApi(), time);
        return new(Contexts.Pod(), slots, TimeSpan.FromSeconds(30), new ContainerStopper(context), time);
    }

    private static ContainerSlot Slot(FakeContainer run, ContainerRole role = ContainerRole.Main)
    {
        var slot = Slots.Fresh(run.Spec.Name, role);
        slot.Run = run;
        return slot;
    }
}
