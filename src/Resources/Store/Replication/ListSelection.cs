using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Replication;

/// <summary>Takes a page of a list out of a state.</summary>
internal static class ListSelection
{
    public static ListPage Take(ResourceSnapshot state, ListQuery query)
    {
        if (query.Only is { } only)
        {
            return new ListPage(state.Revision, TakeOne(state, query, only));
        }

        var objects = query.Index is { } index ? state.Under(index) : state.Objects;
        var end = End(query.Namespace);
        var limit = query.Limit ?? int.MaxValue;
        var items = new List<StoredObject>();
        foreach (var stored in objects.From(Start(query)))
        {
            if (items.Count == limit || (end is { } stop && stored.Key.CompareTo(stop) >= 0))
            {
                break;
            }

            if (query.Matches is null || query.Matches(stored))
            {
                items.Add(stored);
            }
        }

        return new ListPage(state.Revision, items)
        {
            Remaining = items.Count == limit ? RemainingAfter(objects, items, end) : 0,
        };
    }

    private static List<StoredObject> TakeOne(ResourceSnapshot state, ListQuery query, ObjectKey key)
    {
        var isAhead = query.After is not { } after || key.CompareTo(after) > 0;
        return isAhead && state.Objects.Find(key) is { } stored && query.Matches?.Invoke(stored) is not false ? [stored] : [];
    }

    private static ObjectKey Start(ListQuery query)
    {
        var first = new ObjectKey(query.Namespace ?? "", "");
        return query.After is { } after && after.CompareTo(first) > 0 ? Successor(after) : first;
    }

    // The smallest key greater than all keys of the namespace.
    private static ObjectKey? End(string? space) => space is null ? null : new ObjectKey(space + "\0", "");

    private static ObjectKey Successor(ObjectKey key) => key with { Name = key.Name + "\0" };

    private static long RemainingAfter(SortedObjects objects, List<StoredObject> items, ObjectKey? end)
    {
        var last = items.Count == 0 ? 0 : objects.Rank(items[^1].Key) + 1;
        return (end is { } stop ? objects.Rank(stop) : objects.Count) - last;
    }
}
