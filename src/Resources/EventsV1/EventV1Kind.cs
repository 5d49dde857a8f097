using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Core.Events;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.EventsV1;

/// <summary>Event, <c>events.k8s.io/v1</c>: a stricter way to write and another way to read the events of <c>v1</c>.</summary>
public sealed class EventV1Kind : ResourceKind<Eventsv1Event>
{
    private static readonly GroupVersionKind Stored = new("", "v1", "Event");

    public override GroupVersionKind GroupVersionKind { get; } = new("events.k8s.io", "v1", "Event");

    // The rules are those of the stored form, and so are the names in their refusals.
    public override string RuleGroup => "";

    public override string Plural => "events";

    public override string ResourceType => EventKind.SharedResourceType;

    public override IReadOnlyList<string> ShortNames { get; } = ["ev"];

    public override WriteRules WriteRules => EventRules.Writes;

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        EventFields.Selectable("regarding", "reportingController");

    public override IReadOnlyList<TableColumn> TableColumns => EventTable.Columns;

    public override IKubernetesObject<V1ObjectMeta> Typed(StoredObject stored) =>
        EventConversion.FromCore(stored.As<Corev1Event>());

    public override IKubernetesObject<V1ObjectMeta> Copy(StoredObject stored) =>
        EventConversion.FromCore(stored.Decode<Corev1Event>());

    public override WireJson WireJson(StoredObject stored) =>
        new(ObjectCodec.Encode(Copy(stored), GroupVersionKind), stored.Revision);

    public override byte[] Encode(IKubernetesObject<V1ObjectMeta> obj) =>
        ObjectCodec.Encode(EventConversion.ToCore((Eventsv1Event)obj), Stored);

    protected override void Default(Eventsv1Event obj)
    {
        obj.DeprecatedSource ??= new V1EventSource();
        obj.Regarding ??= new V1ObjectReference();
    }

    protected override IReadOnlyList<FieldError> Validate(Eventsv1Event obj) =>
        EventV1Validation.Validate(EventConversion.ToCore(obj));

    protected override IReadOnlyList<FieldError> ValidateUpdate(
        Eventsv1Event obj, Eventsv1Event old, string subresource) =>
        EventV1Validation.ValidateUpdate(EventConversion.ToCore(obj), EventConversion.ToCore(old));

    protected override TableRow Row(Eventsv1Event obj, DateTime now) =>
        EventTable.Row(EventConversion.ToCore(obj), now);
}
