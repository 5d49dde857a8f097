using k8s.Models;
using OrleansScheduler.Resources.Tables;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Coordination.Leases;

/// <summary>Lease, <c>coordination.k8s.io/v1</c>: heartbeats of nodes, locks of controllers.</summary>
public sealed class LeaseKind : ResourceKind<V1Lease>
{
    public override GroupVersionKind GroupVersionKind { get; } = new("coordination.k8s.io", "v1", "Lease");

    public override string Plural => "leases";

    public override WriteRules WriteRules { get; } =
        new() { AllowsCreateOnUpdate = true, AllowsUnconditionalUpdate = false };

    public override IReadOnlyList<TableColumn> TableColumns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text(
            "Holder",
            "holderIdentity contains the identity of the holder of a current lease. If Coordinated Leader Election is "
                + "used, the holder identity must be equal to the elected LeaseCandidate.metadata.name field."),
        TableColumn.ObjectAge,
    ];

    protected override void Default(V1Lease obj) => obj.Spec ??= new V1LeaseSpec();

    // Coordinated leader election is off, as it is in Kubernetes unless asked for: nothing would act on these.
    protected override void PrepareForCreate(V1Lease obj)
    {
        obj.Spec.Strategy = null;
        obj.Spec.PreferredHolder = null;
    }

    protected override void PrepareForUpdate(V1Lease obj, V1Lease old, string subresource)
    {
        obj.Spec.Strategy = old.Spec?.Strategy is null ? null : obj.Spec.Strategy;
        obj.Spec.PreferredHolder = old.Spec?.PreferredHolder is null ? null : obj.Spec.PreferredHolder;
    }

    protected override IReadOnlyList<FieldError> Validate(V1Lease obj) => LeaseValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Lease obj, V1Lease old, string subresource) =>
        LeaseValidation.ValidateUpdate(obj, old);

    protected override TableRow Row(V1Lease obj, DateTime now) =>
        new([obj.Metadata.Name, obj.Spec?.HolderIdentity ?? "", Age.Since(obj.Metadata.CreationTimestamp, now)]);
}
