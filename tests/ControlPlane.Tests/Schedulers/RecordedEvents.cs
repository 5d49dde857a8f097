using System.Collections.Concurrent;
using k8s.Models;
using OrleansScheduler.ControlPlane.Events;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>Keeps events as <c>name: reason: message</c>.</summary>
internal sealed class RecordedEvents : IEventRecorder
{
    private readonly ConcurrentQueue<string> _events = new();

    /// <summary>Waits for an event, which may follow what it tells of by a moment.</summary>
    public async Task HasAsync(string expected)
    {
        var token = TestContext.Current.CancellationToken;
        for (var i = 0; i < 500 && !_events.Contains(expected); i++)
        {
            await Task.Delay(10, token);
        }

        Assert.Contains(expected, _events);
    }

    public void Record(string component, V1ObjectReference regarding, string type, string reason, string message) =>
        _events.Enqueue($"{regarding.Name}: {reason}: {message}");
}
