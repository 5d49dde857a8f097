namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// The fields a write of the object or of a subresource cannot change, and which it therefore does not come to own:
/// the status by the object itself, the spec by <c>/status</c>.
/// </summary>
internal static class ResetFields
{
    private static readonly FieldSet Status = FieldSet.OfPath("f:status");
    private static readonly FieldSet Spec = FieldSet.OfPath("f:spec");

    private static readonly FieldSet PodStatusWrite = Spec
        .Union(FieldSet.OfPath("f:metadata", "f:deletionTimestamp"))
        .Union(FieldSet.OfPath("f:metadata", "f:ownerReferences"));

    public static FieldSet Of(ResourceKind kind, string subresource) => subresource switch
    {
        "status" when kind == Kinds.Pods => PodStatusWrite,
        "status" => Spec,
        _ when kind.Subresources.Any(offered => offered.Name == "status") => Status,
        _ => FieldSet.Empty,
    };
}
