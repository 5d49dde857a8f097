using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Tests.Schedulers;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Tests.Nodes;

public sealed class NodeLedgerTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly NodeLedger _ledger = new("a", Lifetime);

    public NodeLedgerTests()
    {
        _ledger.SetNode(TestObjects.Node("a", cpu: "2"));
    }

    [Fact]
    public void Reserve_BeyondTheRoom_IsRefusedWithTheReason()
    {
        Assert.Null(Reserve("p", "1500m"));

        Assert.Equal("Insufficient cpu", Reserve("q", "600m"));
        Assert.Null(Reserve("r", "500m"));
    }

    [Fact]
    public void Reserve_OfAPodThatHasAPlace_IsRefused()
    {
        Reserve("p", "1");

        Assert.Equal("pod is already placed on the node", Reserve("p", "1"));
    }

    [Fact]
    public void Cancel_OfAReservation_GivesTheRoomBackButNotThatOfABind()
    {
        Reserve("p", "2");
        _ledger.Cancel(Key("p"));
        Assert.Null(Reserve("q", "2"));

        _ledger.Bind(Demand("q", "2"));
        _ledger.Cancel(Key("q"));

        Assert.Equal("Insufficient cpu", Reserve("r", "1"));
    }

    [Fact]
    public void Release_OfABoundPod_GivesTheRoomBack()
    {
        _ledger.Bind(Demand("p", "2"));
        Assert.Equal("Insufficient cpu", Reserve("q", "1"));

        _ledger.Release(Key("p"));

        Assert.Null(Reserve("q", "1"));
    }

    [Fact]
    public void Reserve_AfterAReservationExpired_GetsItsRoom()
    {
        Reserve("p", "2");

        Assert.Equal("Insufficient cpu", Reserve("q", "1", Lifetime - TimeSpan.FromTicks(1)));
        Assert.Null(Reserve("q", "1", Lifetime));
    }

    [Fact]
    public void LastBind_AfterAConfirmedBindExpired_IsOnlyWhatWasWatched()
    {
        Reserve("p", "1");
        _ledger.Confirm([Key("p")], revision: 7, TimeSpan.Zero);
        Assert.Equal(7, _ledger.LastBind(watched: 5));

        Reserve("q", "1", Lifetime);

        Assert.Equal(5, _ledger.LastBind(watched: 5));
    }

    [Fact]
    public void SetNode_AfterPodsWereBound_CountsThem()
    {
        var rebuilt = new NodeLedger("a", Lifetime);
        rebuilt.Bind(Demand("p", "1500m"));
        rebuilt.SetNode(TestObjects.Node("a", cpu: "2"));

        Assert.Equal("Insufficient cpu", rebuilt.Reserve(Demand("q", "600m"), TimeSpan.Zero));
    }

    [Fact]
    public void Reserve_WithoutANode_IsRefused()
    {
        _ledger.RemoveNode();

        Assert.Equal("node \"a\" not found", Reserve("p", "1"));
    }

    private static ObjectKey Key(string name) => new("default", name);

    private static PodDemand Demand(string name, string cpu) => PodDemand.Of(TestObjects.Pod(name, cpu));

    private string? Reserve(string name, string cpu, TimeSpan now = default) => _ledger.Reserve(Demand(name, cpu), now);
}
