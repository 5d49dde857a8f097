using k8s.Models;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Events;

public sealed class EventCorrelatorTests
{
    private readonly EventCorrelator _correlator = new(new EventRecorderOptions());
    private DateTime _now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Correlate_Repeat_KnowsItsEvent()
    {
        var first = Correlate("again")!;
        Assert.Null(first.Known);
        _correlator.Remember(first, new ObjectKey("ns", "e"));

        Assert.Equal(new ObjectKey("ns", "e"), Correlate("again")!.Known);
        Assert.Null(Correlate("again", name: "other")!.Known);
        Assert.Null(Correlate("something else")!.Known);
    }

    [Fact]
    public void Correlate_ManyMessagesOfOneReason_CombinesFromTheTenthOn()
    {
        var written = Enumerable.Range(0, 12).Select(i => Correlate($"pod-{i}")!.Note.Message).ToArray();

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"pod-{i}"), written[..9]);
        Assert.All(written[9..], text => Assert.StartsWith("(combined from similar events): pod-", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Correlate_Combined_AreOneEvent()
    {
        var combined = Enumerable.Range(0, 10).Select(i => Correlate($"pod-{i}")!).ToArray()[^1];
        _correlator.Remember(combined, new ObjectKey("ns", "combined"));

        Assert.Equal(new ObjectKey("ns", "combined"), Correlate("pod-11")!.Known);
    }

    [Fact]
    public void Correlate_QuietForTenMinutes_TellsMessagesApartAgain()
    {
        _ = Enumerable.Range(0, 12).Select(i => Correlate($"pod-{i}")).ToArray();

        _now += TimeSpan.FromMinutes(11);

        Assert.Equal("pod-12", Correlate("pod-12")!.Note.Message);
    }

    [Fact]
    public void Correlate_BurstOfAnObjectIsUsedUp_RefillsSlowly()
    {
        Assert.All(Enumerable.Range(0, 25), i => Assert.NotNull(Correlate($"pod-{i}")));
        Assert.Null(Correlate("pod-25"));
        Assert.NotNull(Correlate("pod-25", name: "other"));

        _now += TimeSpan.FromMinutes(5);

        Assert.NotNull(Correlate("pod-25"));
        Assert.Null(Correlate("pod-26"));
    }

    private EventWrite? Correlate(string message, string name = "j") => _correlator.Correlate(new EventNote(
        "job-controller",
        new V1ObjectReference { Kind = "Job", NamespaceProperty = "ns", Name = name, Uid = name },
        "Normal",
        "SuccessfulCreate",
        message,
        _now));
}
