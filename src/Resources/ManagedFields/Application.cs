using System.Text.Json;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// Server-side apply, as far as it is a function: (1) merge the document into the live object, (2) note what the
/// applier now owns, (3) remove what it owned, no longer applies and nobody else owns, (4) find whose fields changed.
/// </summary>
internal static class Application
{
    public static AppliedState Apply(
        ResourceKind kind, FieldSet reset, JsonElement live, JsonElement document, IReadOnlyList<Owner> owners, Owner applier)
    {
        var type = ObjectJson.SchemaOf(kind);
        var previous = owners.FirstOrDefault(applier.IsSame);
        var others = owners.Where(owner => !owner.IsSame(applier)).ToArray();
        var wanted = Fields.Of(document, type).Without(reset);
        var merged = JsonSerializer.SerializeToElement(AppliedMerge.Merge(live, document, type)); // 1
        var now = applier with { Fields = wanted, Time = previous?.Time }; // 2
        var result = previous is null
            ? merged
            : Prune(merged, previous.Fields.Without(reset), wanted, others, type); // 3
        var states = new StatePair(kind, reset, live, result);
        var owned = wanted.Difference(ServerFields.All);
        if (!JsonElement.DeepEquals(live, result))
        {
            now = now with { Time = applier.Time };
        }

        IEnumerable<Owner> after = UpdateOwnership.Release(others, states);
        return new AppliedState(
            result,
            owned.IsEmpty ? [.. after] : [.. after, now with { Fields = owned }],
            Conflicts(others, states)); // 4
    }

    private static JsonElement Prune(
        JsonElement merged, FieldSet previous, FieldSet wanted, IEnumerable<Owner> others, TypeSchema type)
    {
        FieldSet Named(FieldSet set) => Fields.WithNamedParents(set, type);

        var all = Named(Fields.Of(merged, type));
        var before = Named(previous);
        var owned = Named(others.Aggregate(wanted, (set, owner) => set.Union(owner.Fields)));

        // What goes may not take with it what others own, nor what nobody ever owned.
        var left = FieldRemoval.Remove(merged, before, type);
        left = FieldRemoval.Remove(merged, all.Difference(Named(Fields.Of(left, type)).Union(owned)), type);
        return FieldRemoval.Remove(merged, all.Difference(Named(Fields.Of(left, type))).Intersection(before), type);
    }

    private static IReadOnlyList<Conflict> Conflicts(IEnumerable<Owner> others, StatePair states) =>
    [
        .. others.OrderBy(owner => owner.Manager, StringComparer.Ordinal)
            .SelectMany(owner => (states.ChangesIn(owner.ApiVersion)?.Written ?? FieldSet.Empty)
                .Intersection(owner.Fields)
                .Paths()
                .Select(path => new Conflict(owner, path))),
    ];
}
