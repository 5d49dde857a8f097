using k8s.Models;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Nodes;

/// <summary>Node, <c>v1</c>. An agent registers it together with its status, so a create keeps that.</summary>
public sealed class NodeKind : ResourceKind<V1Node>
{
    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "Node");

    public override string Plural => "nodes";

    public override string RegistryPath => "minions";

    public override bool IsNamespaced => false;

    public override IReadOnlyList<string> ShortNames { get; } = ["no"];

    public override IReadOnlyList<Subresource> Subresources => [Subresource.Status(GroupVersionKind)];

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        new Dictionary<string, Func<StoredObject, string>>
        {
            ["spec.unschedulable"] = stored => stored.As<V1Node>().Spec?.Unschedulable == true ? "true" : "false",
        };

    public override IReadOnlyList<TableColumn> TableColumns => NodeTable.Columns;

    protected override void Default(V1Node obj) => NodeDefaults.Apply(obj);

    protected override void PrepareForUpdate(V1Node obj, V1Node old, string subresource)
    {
        if (subresource == "status")
        {
            obj.Spec = old.Spec;
        }
        else
        {
            obj.Status = old.Status;
        }
    }

    protected override IReadOnlyList<FieldError> Validate(V1Node obj) => NodeValidation.Validate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Node obj, V1Node old, string subresource) =>
        NodeValidation.ValidateUpdate(obj, old);

    protected override TableRow Row(V1Node obj, DateTime now) => NodeTable.Row(obj, now);
}
