using System.Collections.Frozen;
using k8s.Models;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Pods that run until a number of them has succeeded.</summary>
public sealed class JobKind : ResourceKind<V1Job>
{
    public static readonly GroupVersionKind Type = new("batch", "v1", "Job");

    private const string PodsStay =
        "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or "
        + "set propagationPolicy=Orphan to suppress this warning";

    public override GroupVersionKind GroupVersionKind => Type;

    public override string Plural => "jobs";

    public override IReadOnlyList<string> Categories => ["all"];

    public override IReadOnlyList<Subresource> Subresources { get; } = [Subresource.Status(Type)];

    public override WriteRules WriteRules { get; } = new()
    {
        HasGeneration = true,
        DefaultPropagation = DeletionPropagation.Orphan,
    };

    public override IReadOnlyList<string> DeletionWarnings(V1DeleteOptions options) =>
        options is { PropagationPolicy: null, OrphanDependents: null } ? [PodsStay] : [];

    public override IReadOnlyList<ObjectIndex> Indexes { get; } = [ObjectIndex.ByOwnerUid];

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        new Dictionary<string, Func<StoredObject, string>>
        {
            ["status.successful"] = stored => $"{stored.As<V1Job>().Status?.Succeeded ?? 0}",
        }.ToFrozenDictionary();

    public override IReadOnlyList<TableColumn> TableColumns => JobTable.Columns;

    protected override void Default(V1Job obj) => JobDefaults.Apply(obj);

    protected override void PrepareForCreate(V1Job obj)
    {
        obj.Metadata.Generation = 1;
        obj.Status = new V1JobStatus();
        if (obj.Spec.ManualSelector is not true)
        {
            JobLabels.Generate(obj);
        }

        JobDefaults.InheritLabels(obj);
    }

    protected override void PrepareForUpdate(V1Job obj, V1Job old, string subresource)
    {
        if (subresource == "status")
        {
            obj.Spec = old.Spec;
            obj.Metadata.Generation = old.Metadata.Generation;
            return;
        }

        obj.Status = old.Status;
        var isChanged = !SemanticEquality.AreEqual(obj.Spec, old.Spec);
        obj.Metadata.Generation = (old.Metadata.Generation ?? 0) + (isChanged ? 1 : 0);
    }

    protected override IReadOnlyList<FieldError> Validate(V1Job obj) => JobValidation.OfCreate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Job obj, V1Job old, string subresource) =>
        subresource == "status" ? JobStatusValidation.OfUpdate(obj, old) : JobValidation.OfUpdate(obj, old);

    protected override IReadOnlyList<string> Warnings(V1Job obj) => JobWarnings.OfCreate(obj);

    protected override IReadOnlyList<string> UpdateWarnings(V1Job obj, V1Job old) =>
        obj.Metadata.Generation == old.Metadata.Generation ? [] : JobWarnings.OfSpec(obj);

    protected override TableRow Row(V1Job obj, DateTime now) => JobTable.Row(obj, now);
}
