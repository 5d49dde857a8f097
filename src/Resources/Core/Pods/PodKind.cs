using System.Collections.Frozen;
using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Defaults;
using OrleansScheduler.Resources.Core.Pods.Validation;
using OrleansScheduler.Resources.Core.Pods.Warnings;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>Containers that run together on one node.</summary>
public sealed class PodKind : ResourceKind<V1Pod>
{
    public static readonly GroupVersionKind Type = new("", "v1", "Pod");

    private static readonly string[] Connecting = ["create", "get"];

    private static readonly FieldSet StatusWriteReset = FieldSet.OfPath("f:spec")
        .Union(FieldSet.OfPath("f:metadata", "f:deletionTimestamp"))
        .Union(FieldSet.OfPath("f:metadata", "f:ownerReferences"));

    public override GroupVersionKind GroupVersionKind => Type;

    public override string Plural => "pods";

    public override IReadOnlyList<string> ShortNames => ["po"];

    public override IReadOnlyList<string> Categories => ["all"];

    public override IReadOnlyList<Subresource> Subresources { get; } =
    [
        new("attach", new("", "v1", "PodAttachOptions"), Connecting),
        new("binding", new("", "v1", "Binding"), ["create"]),
        new("ephemeralcontainers", Type, ["get", "patch", "update"]),
        new("eviction", new("policy", "v1", "Eviction"), ["create"]),
        new("exec", new("", "v1", "PodExecOptions"), Connecting),
        new("explain", new("scheduling.orleans-scheduler.dev", "v1", "PodExplanation"), ["get"]) { IsListed = false },
        new("log", Type, ["get"]),
        new("portforward", new("", "v1", "PodPortForwardOptions"), Connecting),
        new("proxy", new("", "v1", "PodProxyOptions"), ["create", "delete", "get", "patch", "update"]),
        new("resize", Type, ["get", "patch", "update"]),
        Subresource.Status(Type),
    ];

    public override WriteRules WriteRules { get; } = new() { ReturnsDeletedObject = true, HasGeneration = true };

    public override IReadOnlyList<ObjectIndex> Indexes { get; } =
        [ObjectIndex.ByOwnerUid, ObjectIndex.ByAdoptableLabel, new(ObjectIndex.NodeName, NodesOf)];

    internal override FieldSet ResetFields(string subresource) =>
        subresource == "status" ? StatusWriteReset : base.ResetFields(subresource);

    public override string? GuardIndex => ObjectIndex.NodeName;

    public override IReadOnlyDictionary<string, Func<StoredObject, string>> SelectableFields { get; } =
        new Dictionary<string, Func<StoredObject, string>>
        {
            ["spec.nodeName"] = stored => Spec(stored)?.NodeName ?? "",
            ["spec.restartPolicy"] = stored => Spec(stored)?.RestartPolicy ?? "",
            ["spec.schedulerName"] = stored => Spec(stored)?.SchedulerName ?? "",
            ["spec.serviceAccountName"] = stored => Spec(stored)?.ServiceAccountName ?? "",
            ["spec.hostNetwork"] = stored => Spec(stored)?.HostNetwork is true ? "true" : "false",
            ["status.phase"] = stored => Status(stored)?.Phase ?? "",
            ["status.podIP"] = stored => Status(stored)?.PodIP ?? "",
            ["status.podIPs"] = stored => Status(stored)?.PodIP ?? "",
            ["status.nominatedNodeName"] = stored => Status(stored)?.NominatedNodeName ?? "",
        }.ToFrozenDictionary();

    public override IReadOnlyList<TableColumn> TableColumns => PodTable.Columns;

    protected override void Default(V1Pod obj) => PodDefaults.Apply(obj);

    protected override void PrepareForCreate(V1Pod obj) => PodPreparation.ForCreate(obj);

    protected override void PrepareForUpdate(V1Pod obj, V1Pod old, string subresource) =>
        PodPreparation.ForUpdate(obj, old, subresource);

    protected override IReadOnlyList<FieldError> Validate(V1Pod obj) => PodValidation.OfCreate(obj);

    protected override IReadOnlyList<FieldError> ValidateUpdate(V1Pod obj, V1Pod old, string subresource) =>
        PodValidation.OfUpdate(obj, old, subresource);

    protected override TableRow Row(V1Pod obj, DateTime now) => PodTable.Row(obj, now);

    // Nobody has to let go of a pod that runs nowhere or has ended.
    protected override long? GracePeriodSeconds(V1Pod obj, long? asked)
    {
        var isRunning = !string.IsNullOrEmpty(obj.Spec.NodeName) && obj.Status?.Phase is not ("Succeeded" or "Failed");
        var seconds = asked ?? obj.Spec.TerminationGracePeriodSeconds ?? 0;
        return !isRunning ? 0 : seconds < 0 ? 1 : seconds;
    }

    protected override IReadOnlyList<string> Warnings(V1Pod obj) => PodWarnings.OfCreate(obj);

    protected override IReadOnlyList<string> UpdateWarnings(V1Pod obj, V1Pod old) => PodWarnings.OfUpdate(obj);

    private static IEnumerable<string> NodesOf(StoredObject stored) =>
        JsonField.Text(stored.Json.Span, "spec", "nodeName") is { Length: > 0 } node ? [node] : [];

    private static V1PodSpec? Spec(StoredObject stored) => stored.As<V1Pod>().Spec;

    private static V1PodStatus? Status(StoredObject stored) => stored.As<V1Pod>().Status;
}
