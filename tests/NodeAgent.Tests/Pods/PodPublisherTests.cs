using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class PodPublisherTests
{
    private readonly FakePodApi api = new();
    private readonly PodState state;
    private readonly PodPublisher publisher;

    public PodPublisherTests()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        state = new PodState(Contexts.Pod(), time.GetUtcNow());
        publisher = new PodPublisher(state, Contexts.Of(api, time), NullLogger.Instance);
        api.Store = status => state.Pod with { Metadata = state.Pod.Metadata with { ResourceVersion = "2" }, Status = status };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_NothingChanged_TellsOnce()
    {
        await publisher.PublishAsync(Token);
        await publisher.PublishAsync(Token);

        Assert.Single(api.Statuses);
        Assert.Equal("2", state.Pod.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Publish_OthersChangedThePod_LooksAgain()
    {
        await publisher.PublishAsync(Token);
        state.Accept(state.Pod with { Metadata = state.Pod.Metadata with { ResourceVersion = "3" } });

        await publisher.PublishAsync(Token);

        Assert.Equal(2, api.Statuses.Count);
    }

    [Fact]
    public async Task Publish_ClusterIsAway_IsCaughtUpAfterReadingThePodAnew()
    {
        api.Outage = new HttpRequestException("away");
        await publisher.PublishAsync(Token);
        Assert.False(publisher.IsCurrent);

        api.Outage = null;
        await publisher.PublishAsync(Token);

        Assert.True(publisher.IsCurrent);
        Assert.Equal(1, api.Reads);
        Assert.Single(api.Statuses);
    }

    [Fact]
    public async Task Publish_PodIsGone_TellsNothing()
    {
        state.IsGone = true;

        await publisher.PublishAsync(Token);

        Assert.Empty(api.Statuses);
    }

    [Fact]
    public void Accept_OlderThanKnown_IsIgnored()
    {
        state.Accept(Contexts.Pod() with { Metadata = new() { Name = "p", ResourceVersion = "10" } });
        state.Accept(Contexts.Pod() with { Metadata = new() { Name = "p", ResourceVersion = "9" } });

        Assert.Equal("10", state.Pod.Metadata.ResourceVersion);
    }
}
