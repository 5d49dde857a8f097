using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Tables;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Namespaces;

/// <summary>Namespace, <c>v1</c>: stays Terminating until its content is gone and <c>spec.finalizers</c> is empty.</summary>
public sealed class NamespaceKind : ResourceKind<V1Namespace>
{
    /// <summary>The label that carries the name, so that selectors can choose namespaces by it.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    public const string Active = "Active";

    public const string Terminating = "Terminating";

    /// <summary>The subresource that changes <c>spec.finalizers</c>.</summary>
    public const string FinalizeSubresource = "finalize";

    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "Namespace");

    public override string Plural => "namespaces";

    /// <summary>All but deletecollection: that would empty the cluster.</summary>
    public override IReadOnlyList<string> Verbs => ["create", "delete", "get", "list", "patch", "update", "watch"];

    public override bool IsNamespaced => false;

    public override IReadOnlyList<string> ShortNames { get; } = ["ns"];

    public override IReadOnlyList<Subresource> Subresources =>
    [
        new(FinalizeSubresource, GroupVersionKind, ["update"]),
        Subresource.Status(GroupVersionKind),
    ];

    public override WriteRules WriteRules { get; } = new() { ReturnsDeletedObject = true };

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        new Dictionary<string, Func<StoredObject, string>>
        {
            ["status.phase"] = stored => stored.As<V1Namespace>().Status?.Phase ?? "",
        };

    public override IReadOnlyList<TableColumn> TableColumns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", "The status of the namespace"),
        TableColumn.ObjectAge,
    ];

    protected override void Default(V1Namespace obj)
    {
        obj.Spec ??= new V1NamespaceSpec();
        obj.Status ??= new V1NamespaceStatus();
        obj.Status.Phase ??= Active;
        if (!string.IsNullOrEmpty(obj.Metadata.Name))
        {
            obj.Metadata.Labels ??= new Dictionary<string, string>();
            obj.Metadata.Labels[NameLabel] = obj.Metadata.Name;
        }
    }

    protected override void PrepareForCreate(V1Namespace obj)
    {
        obj.Status = new V1NamespaceStatus { Phase = Active };
        obj.Spec.Finalizers ??= [];
        if (!obj.Spec.Finalizers.Contains(FinalizerNames.Kubernetes))
        {
            obj.Spec.Finalizers.Add(FinalizerNames.Kubernetes);
        }
    }

    protected override void PrepareForUpdate(V1Namespace obj, V1Namespace old, string subresource)
    {
        if (subresource != FinalizeSubresource)
        {
            obj.Spec = old.Spec;
        }

        if (subresource != "status")
        {
            obj.Status = old.Status;
        }
    }

    protected override bool IsHeld(V1Namespace obj) => obj.Spec?.Finalizers is { Count: > 0 };

    protected override void PrepareForDelete(V1Namespace obj) => obj.Status.Phase = Terminating;

    protected override IReadOnlyList<FieldError> Validate(V1Namespace obj) => NamespaceValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Namespace obj, V1Namespace old, string subresource) =>
        NamespaceValidation.ValidateUpdate(obj, old, subresource);

    protected override TableRow Row(V1Namespace obj, DateTime now) =>
        new([obj.Metadata.Name, obj.Status?.Phase ?? "", Age.Since(obj.Metadata.CreationTimestamp, now)]);
}
