using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Events;

public sealed class EventRecorderTests : IAsyncLifetime
{
    private readonly InMemoryResourceStore _store = new();
    private readonly ServiceProvider _services;
    private readonly EventRecorder _recorder;

    public EventRecorderTests()
    {
        var services = new ServiceCollection().AddLogging().AddResources();
        services.AddSingleton<IResourceStore>(_store);
        _services = services.BuildServiceProvider();
        _recorder = new EventRecorder(
            _services.GetRequiredService<IResourceRegistry>(),
            Options.Create(new EventRecorderOptions { QueueLength = 10 }),
            TimeProvider.System,
            NullLogger<EventRecorder>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Events about objects without a namespace live there.
    public async ValueTask InitializeAsync() => await _services.GetRequiredService<IResourceRegistry>().CreateAsync(
        Kinds.Namespaces,
        new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = "default" } },
        WriteOptions.ByController("test"),
        Token);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Record_Repeats_RaiseTheCountOfOneEvent()
    {
        for (var i = 0; i < 3; i++)
        {
            Record("Pulled", "the same");
        }

        var written = await UntilAsync(events => events is [{ Count: 3 }]);

        Assert.Equal(("Pulled", "the same", "test"), (written[0].Reason, written[0].Message, written[0].Source.Component));
        Assert.True(written[0].LastTimestamp >= written[0].FirstTimestamp);
    }

    [Fact]
    public async Task Record_WhileTheStoreIsAway_LosesTheEventAndGoesOn()
    {
        _store.Outage = new StoreUnavailableException("away");
        Record("Lost", "nobody sees this");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _recorder.RunAsync(stopping.Token);
        _store.Outage = null;

        Record("Found", "somebody sees this");
        await UntilAsync(events => events.Any(found => found.Reason == "Found"), isRunning: true);

        Assert.False(running.IsCompleted);
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public void Record_FasterThanWritten_DropsAndCounts()
    {
        for (var i = 0; i < 25; i++)
        {
            Record("Flood", $"{i}");
        }

        Assert.Equal(15, _recorder.Dropped);
    }

    private void Record(string reason, string message) => _recorder.Record(
        "test",
        new V1ObjectReference { ApiVersion = "v1", Kind = "Node", Name = "n", Uid = "n" },
        "Normal",
        reason,
        message);

    private async Task<IReadOnlyList<Corev1Event>> UntilAsync(
        Func<IReadOnlyList<Corev1Event>, bool> isWanted, bool isRunning = false)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        stopping.CancelAfter(TimeSpan.FromSeconds(20));
        var running = isRunning ? Task.CompletedTask : _recorder.RunAsync(stopping.Token);
        await using var watch = await _store.WatchAsync("events", new WatchQuery { AfterRevision = null }, stopping.Token);
        while (true)
        {
            var page = await _store.ListAsync("events", new ListQuery(), stopping.Token);
            var events = page.Items.Select(stored => stored.As<Corev1Event>()).ToArray();
            if (isWanted(events))
            {
                await stopping.CancelAsync();
                await running;
                return events;
            }

            await watch.WaitToReadAsync(stopping.Token);
            watch.TryRead(out _);
        }
    }
}
