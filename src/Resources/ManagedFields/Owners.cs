using k8s.Models;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>The managedFields of an object as owners and back.</summary>
internal static class Owners
{
    /// <summary>The owners of a list of entries, null where one is malformed. Several entries of one owner are one.</summary>
    public static IReadOnlyList<Owner>? Read(IList<V1ManagedFieldsEntry>? entries)
    {
        var owners = new List<Owner>(entries?.Count ?? 0);
        foreach (var entry in entries ?? [])
        {
            if (Owner.Read(entry) is not { } owner)
            {
                return null;
            }

            owners.RemoveAll(owner.IsSame);
            owners.Add(owner);
        }

        return owners;
    }

    /// <summary>The entries in the order Kubernetes keeps: appliers first, then by time and name.</summary>
    public static IList<V1ManagedFieldsEntry>? Write(IEnumerable<Owner> owners)
    {
        var entries = owners
            .OrderBy(owner => owner.IsApplier ? 0 : 1)
            .ThenBy(owner => SecondsOf(owner.Time))
            .ThenBy(owner => owner.Manager, StringComparer.Ordinal)
            .ThenBy(owner => owner.ApiVersion, StringComparer.Ordinal)
            .ThenBy(owner => owner.Subresource, StringComparer.Ordinal)
            .Select(owner => owner.ToEntry())
            .ToList();
        return entries.Count == 0 ? null : entries;
    }

    /// <summary>Whether two lists differ in nothing but times.</summary>
    public static bool AreEqualButForTimes(IList<V1ManagedFieldsEntry>? left, IList<V1ManagedFieldsEntry>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && Read(left) is { } x
        && Read(right) is { } y
        && x.All(owner => y.Any(other => owner.IsSame(other)
            && owner.ApiVersion == other.ApiVersion
            && owner.Fields.SetEquals(other.Fields)));

    /// <summary>A list of one empty entry: the client wants ownership forgotten.</summary>
    public static bool IsReset(IList<V1ManagedFieldsEntry>? entries) =>
        entries is
        [
            {
                Manager: null or "", Operation: null or "", ApiVersion: null or "", Time: null,
                FieldsType: null or "", FieldsV1: null, Subresource: null or "",
            },
        ];

    private static long SecondsOf(DateTime? time) => time is { } known ? known.Ticks / TimeSpan.TicksPerSecond : 0;
}
