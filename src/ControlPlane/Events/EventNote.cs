using k8s.Models;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Something that happened to an object, as recorded.</summary>
internal sealed record EventNote(
    string Component, V1ObjectReference Regarding, string Type, string Reason, string Message, DateTime Time)
{
    /// <summary>Notes with the same one differ in their time only.</summary>
    public (string, string?, string?, string?, string?, string, string, string) Sameness =>
        (Component, Regarding.Kind, Regarding.NamespaceProperty, Regarding.Name, Regarding.Uid, Type, Reason, Message);
}
