using k8s.Models;
using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Resources.Core.Events;

/// <summary><c>kubectl get events</c>.</summary>
internal static class EventTable
{
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.Text("Last Seen", "The time at which the most recent occurrence of this event was recorded."),
        TableColumn.Text("Type", "Type of this event (Normal, Warning), new types could be added in the future"),
        TableColumn.Text(
            "Reason",
            "This should be a short, machine understandable string that gives the reason for the transition into the "
                + "object's current status."),
        TableColumn.Text("Object", "The object that this event is about."),
        TableColumn.WideText(
            "Subobject",
            "If referring to a piece of an object instead of an entire object, this string should contain a valid "
                + "JSON/Go field access statement, such as desiredState.manifest.containers[2]. For example, if the "
                + "object reference is to a container within a pod, this would take on a value like: "
                + "\"spec.containers{name}\" (where \"name\" refers to the name of the container that triggered the "
                + "event) or if no container name is specified \"spec.containers[2]\" (container with index 2 in this "
                + "pod). This syntax is chosen only to have some well-defined way of referencing a part of an object."),
        TableColumn.WideText(
            "Source", "The component reporting this event. Should be a short machine understandable string."),
        TableColumn.Text("Message", "A human-readable description of the status of this operation."),
        TableColumn.WideText(
            "First Seen",
            "The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)"),
        TableColumn.WideText("Count", "The number of times this event has occurred."),
        new("Name", "string", "name", 1, TableColumn.NameDescription),
    ];

    public static TableRow Row(Corev1Event happened, DateTime now)
    {
        var first = Age.Since(happened.FirstTimestamp ?? happened.EventTime, now);
        var last = happened.LastTimestamp is { } time ? Age.Since(time, now) : first;
        return new TableRow(
        [
            happened.Series is { } series ? Age.Since(series.LastObservedTime, now) : last,
            happened.Type ?? "",
            happened.Reason ?? "",
            TargetOf(happened.InvolvedObject),
            happened.InvolvedObject.FieldPath ?? "",
            SourceOf(happened),
            (happened.Message ?? "").Trim(),
            first,
            CountOf(happened),
            happened.Metadata.Name,
        ]);
    }

    private static int CountOf(Corev1Event happened) => happened switch
    {
        { Series: { } series } => series.Count ?? 0,
        { Count: { } count and > 0 } => count,
        _ => 1,
    };

    private static string TargetOf(V1ObjectReference target)
    {
        var kind = (target.Kind ?? "").ToLowerInvariant();
        return string.IsNullOrEmpty(target.Name) ? kind : $"{kind}/{target.Name}";
    }

    private static string SourceOf(Corev1Event happened)
    {
        var component = FirstNonEmpty(happened.Source?.Component, happened.ReportingComponent);
        var instance = FirstNonEmpty(happened.Source?.Host, happened.ReportingInstance);
        return instance.Length == 0 ? component : $"{component}, {instance}";
    }

    private static string FirstNonEmpty(string? first, string? second) =>
        string.IsNullOrEmpty(first) ? second ?? "" : first;
}
