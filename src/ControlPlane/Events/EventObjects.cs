using System.Globalization;
using k8s.Models;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>Makes Event objects of notes, in the shape the clients of Kubernetes write.</summary>
internal static class EventObjects
{
    public static Corev1Event Make(EventNote note) => new()
    {
        ApiVersion = Corev1Event.KubeApiVersion,
        Kind = Corev1Event.KubeKind,
        Metadata = new V1ObjectMeta
        {
            Name = Name(note),
            NamespaceProperty = note.Regarding.NamespaceProperty is { Length: > 0 } name ? name : "default",
        },
        InvolvedObject = note.Regarding,
        Reason = note.Reason,
        Message = note.Message,
        Source = new V1EventSource { Component = note.Component },
        ReportingComponent = note.Component,
        ReportingInstance = "",
        FirstTimestamp = note.Time,
        LastTimestamp = note.Time,
        Count = 1,
        Type = note.Type,
    };

    // The time in nanoseconds, in hex, tells the Events of one object apart.
    private static string Name(EventNote note) => string.Create(
        CultureInfo.InvariantCulture,
        $"{note.Regarding.Name}.{(note.Time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick:x16}");
}
