using k8s.Models;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Something that happened to an object, as recorded.</summary>
internal sealed record EventNote(
    string Component, V1ObjectReference Regarding, string Type, string Reason, string Message, DateTime Time)
{
    /// <summary>Notes of one component about one object.</summary>
    public (string, string, string, string, string) Subject => (
        Component,
        Regarding.Kind ?? "",
        Regarding.NamespaceProperty ?? "",
        Regarding.Name ?? "",
        Regarding.Uid ?? "");

    /// <summary>Notes that differ in their message and time only.</summary>
    public EventSimilarity Similarity => new(Subject, Regarding.FieldPath ?? "", Type, Reason);
}
