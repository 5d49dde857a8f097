using k8s.Models;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>
/// Records Kubernetes Events about objects. Never blocks and never fails its caller: events are aggregated,
/// written in the background, and dropped (counted) when they come faster than they can be written.
/// </summary>
public interface IEventRecorder
{
    /// <param name="component">The source, e.g. <c>job-controller</c>.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    void Record(string component, V1ObjectReference regarding, string type, string reason, string message);
}
