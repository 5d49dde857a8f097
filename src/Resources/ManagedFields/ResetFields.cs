namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The sets of fields that writes of most kinds cannot change; see <see cref="ResourceKind.ResetFields"/>.</summary>
internal static class ResetFields
{
    public static readonly FieldSet Status = FieldSet.OfPath("f:status");

    public static readonly FieldSet Spec = FieldSet.OfPath("f:spec");
}
