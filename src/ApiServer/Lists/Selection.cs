using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>The objects a list or watch is about, by its label and field selectors.</summary>
/// <param name="Matches">Null when every object is meant.</param>
/// <param name="Name">The one name that can match, if a field selector pins it.</param>
/// <param name="Index">An index of the kind that narrows the search.</param>
internal sealed record Selection(Func<StoredObject, bool>? Matches, string? Name, IndexKey? Index)
{
    public static Selection Parse(ResourceKind kind, ListOptions options, string? pinnedName) =>
        new(pinnedName is null ? null : stored => stored.Key.Name == pinnedName, pinnedName, null);
}
