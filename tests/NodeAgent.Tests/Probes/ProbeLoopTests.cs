using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Probes;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Probes;

public sealed class ProbeLoopTests
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch);
    private readonly FakePodApi api = new();
    private readonly FakeContainer container = new("c");
    private readonly List<(ProbeKind Kind, bool IsWell)> verdicts = [];
    private readonly ContainerSlot slot = Slots.Fresh("c");

    [Fact]
    public async Task Run_LivenessFails_DecidesOnlyAtTheThresholdAndTellsEachFailure()
    {
        Answer(1, "not well");
        var loop = Start(ProbeKind.Liveness, new() { PeriodSeconds = 1, FailureThreshold = 3 });

        Assert.Empty(verdicts);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(verdicts);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([(ProbeKind.Liveness, false)], verdicts);
        Assert.Equal(3, api.Events.Count);
        Assert.Equal("Liveness probe failed: not well", api.Events[0].Happening.Message);
        await EndAsync(loop);
    }

    [Fact]
    public async Task Run_OneSuccessBetweenFailures_StartsTheCountAfresh()
    {
        Answer(1);
        var loop = Start(ProbeKind.Liveness, new() { PeriodSeconds = 1, FailureThreshold = 2 });
        Answer(0);
        time.Advance(TimeSpan.FromSeconds(1));
        Answer(1);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.DoesNotContain((ProbeKind.Liveness, false), verdicts);
        await EndAsync(loop);
    }

    [Fact]
    public async Task Run_InitialDelay_IsWaitedFor()
    {
        var loop = Start(ProbeKind.Readiness, new() { InitialDelaySeconds = 5, PeriodSeconds = 1 });

        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(verdicts);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([(ProbeKind.Readiness, true)], verdicts);
        await EndAsync(loop);
    }

    [Fact]
    public async Task Run_StartupHasNotPassed_ReadinessWaits()
    {
        slot.Spec.StartupProbe = new();
        var loop = Start(ProbeKind.Readiness, new() { PeriodSeconds = 1 });
        Assert.Empty(verdicts);

        slot.StartupPassed = true;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([(ProbeKind.Readiness, true)], verdicts);
        await EndAsync(loop);
    }

    [Fact]
    public async Task Run_SuccessThreshold_AsksForSuccessesInARow()
    {
        var loop = Start(ProbeKind.Readiness, new() { PeriodSeconds = 1, SuccessThreshold = 2 });
        Assert.Empty(verdicts);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([(ProbeKind.Readiness, true)], verdicts);
        await EndAsync(loop);
    }

    private void Answer(int code, string output = "") => container.OnExec = () => new(code, output);

    private Task Start(ProbeKind kind, V1Probe probe)
    {
        slot.Run = container;
        probe.Exec = new() { Command = ["check"] };
        var context = Contexts.Of(api, time);
        return new ProbeLoop(kind, probe, () => Contexts.Pod(), slot, container, context, (decided, isWell) => verdicts.Add((decided, isWell)))
            .RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task EndAsync(Task loop)
    {
        container.End(0);
        await loop.WaitAsync(TestContext.Current.CancellationToken);
    }
}
