using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Tests.Schedulers;

namespace OrleansScheduler.ControlPlane.Tests.Nodes;

public sealed class EvictionBrakeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EvictionBrake _brake;

    public EvictionBrakeTests()
    {
        _brake = new EvictionBrake(new NodeOptions { EvictionRate = 0.1, SecondaryEvictionRate = 0.01 }, _time);
    }

    [Fact]
    public void TryEvict_InAHealthyZone_LetsOneNodeGoEveryTenSeconds()
    {
        SetNodes("z", ready: 8, silent: 2);

        Assert.True(_brake.TryEvict("z-silent-0"));
        Assert.False(_brake.TryEvict("z-silent-1"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(_brake.TryEvict("z-silent-1"));
    }

    [Fact]
    public void TryEvict_WhenMuchOfASmallZoneIsSilent_LetsNoneGo()
    {
        SetNodes("z", ready: 4, silent: 6);

        Assert.False(_brake.TryEvict("z-silent-0"));
    }

    [Fact]
    public void TryEvict_WhenMuchOfALargeZoneIsSilent_IsTenTimesSlower()
    {
        SetNodes("z", ready: 20, silent: 40);

        Assert.True(_brake.TryEvict("z-silent-0"));
        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(_brake.TryEvict("z-silent-1"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_brake.TryEvict("z-silent-1"));
    }

    [Fact]
    public void IsEverythingSilent_WithOneZoneHeardOf_IsFalse()
    {
        SetNodes("dead", ready: 0, silent: 3);
        Assert.True(_brake.IsEverythingSilent);

        SetNodes("alive", ready: 1, silent: 2);

        Assert.False(_brake.IsEverythingSilent);
        Assert.True(_brake.TryEvict("dead-silent-0"));
    }

    [Fact]
    public void Remove_OfSilentNodes_HealsTheZone()
    {
        SetNodes("z", ready: 4, silent: 6);
        foreach (var i in Enumerable.Range(1, 5))
        {
            _brake.Remove($"z-silent-{i}");
        }

        Assert.True(_brake.TryEvict("z-silent-0"));
        Assert.False(_brake.TryEvict("z-silent-1"));
    }

    private void SetNodes(string zone, int ready, int silent)
    {
        foreach (var i in Enumerable.Range(0, ready))
        {
            _brake.Set(Node($"{zone}-ready-{i}", zone, "True"));
        }

        foreach (var i in Enumerable.Range(0, silent))
        {
            _brake.Set(Node($"{zone}-silent-{i}", zone, "Unknown"));
        }
    }

    private static V1Node Node(string name, string zone, string ready)
    {
        var node = TestObjects.Node(name);
        node.Metadata.Labels["topology.kubernetes.io/zone"] = zone;
        node.Status.Conditions[0].Status = ready;
        return node;
    }
}
