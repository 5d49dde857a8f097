using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Streams;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

public sealed class OptionsTests
{
    [Fact]
    public Task Start_BackoffMaxBelowMin_IsRefused() =>
        RefusedAsync<ReconcilerOptions>(options => options.BackoffMax = TimeSpan.Zero, "BackoffM");

    [Fact]
    public Task Start_NoRoomForEvents_IsRefused() =>
        RefusedAsync<EventRecorderOptions>(options => options.QueueLength = 0, "QueueLength");

    [Fact]
    public Task Start_NoStreamQueue_IsRefused() =>
        RefusedAsync<RevisionLogStreamOptions>(options => options.QueueCount = 0, "QueueCount");

    private static async Task RefusedAsync<T>(Action<T> configure, string named)
        where T : class
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ReconcilerCluster.StartAsync(
            services => services.Configure(configure), TestContext.Current.CancellationToken));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
