using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Events;

/// <summary>Event, <c>v1</c>: the form in which events of both group versions are stored.</summary>
public sealed class EventKind : ResourceKind<Corev1Event>
{
    /// <summary>The one sequence behind <c>v1</c> and <c>events.k8s.io/v1</c>.</summary>
    public const string SharedResourceType = "events";

    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "Event");

    public override string Plural => "events";

    public override string ResourceType => SharedResourceType;

    public override IReadOnlyList<string> ShortNames { get; } = ["ev"];

    public override WriteRules WriteRules => EventRules.Writes;

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        EventFields.Selectable("involvedObject", "reportingComponent");

    public override IReadOnlyList<TableColumn> TableColumns => EventTable.Columns;

    protected override void Default(Corev1Event obj)
    {
        obj.InvolvedObject ??= new V1ObjectReference();
        obj.Source ??= new V1EventSource();
        obj.ReportingComponent ??= "";
        obj.ReportingInstance ??= "";
    }

    protected override IReadOnlyList<FieldError> Validate(Corev1Event obj) =>
        EventValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(Corev1Event obj, Corev1Event old, string subresource) =>
        EventValidation.Validate(obj);

    protected override TableRow Row(Corev1Event obj, DateTime now) => EventTable.Row(obj, now);
}
