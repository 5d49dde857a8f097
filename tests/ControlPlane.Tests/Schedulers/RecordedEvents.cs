using System.Collections.Concurrent;
using k8s.Models;
using OrleansScheduler.ControlPlane.Events;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>Keeps events as <c>name: reason: message</c>.</summary>
internal sealed class RecordedEvents : IEventRecorder
{
    private readonly ConcurrentQueue<string> _events = new();

    public IReadOnlyCollection<string> All => _events;

    public void Record(string component, V1ObjectReference regarding, string type, string reason, string message) =>
        _events.Enqueue($"{regarding.Name}: {reason}: {message}");
}
