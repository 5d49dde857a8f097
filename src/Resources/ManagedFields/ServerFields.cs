namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The fields nobody owns, because they identify the object or belong to the server.</summary>
internal static class ServerFields
{
    public static FieldSet All { get; } = new[]
    {
        FieldSet.OfPath("f:apiVersion"),
        FieldSet.OfPath("f:kind"),
        FieldSet.OfPath("f:metadata"),
        Metadata("name"),
        Metadata("namespace"),
        Metadata("creationTimestamp"),
        Metadata("selfLink"),
        Metadata("uid"),
        Metadata("clusterName"),
        Metadata("generation"),
        Metadata("managedFields"),
        Metadata("resourceVersion"),
    }.Aggregate(FieldSet.Empty, (all, path) => all.Union(path));

    /// <summary>The same as a set to skip with all below: the metadata has more fields than these.</summary>
    public static FieldSet Skipped { get; } = All.Difference(FieldSet.OfPath("f:metadata"));

    private static FieldSet Metadata(string name) => FieldSet.OfPath("f:metadata", PathElement.Field(name));
}
