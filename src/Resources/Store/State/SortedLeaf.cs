namespace OrleansScheduler.Resources.Store.State;

/// <summary>A run of objects in key order.</summary>
internal sealed class SortedLeaf(StoredObject[] items) : SortedNode(items[0].Key, items.Length)
{
    public override StoredObject? Find(ObjectKey key)
    {
        var at = LowerBound(key);
        return at < items.Length && items[at].Key == key ? items[at] : null;
    }

    public override (SortedNode Node, SortedNode? Overflow) Set(StoredObject stored)
    {
        var at = LowerBound(stored.Key);
        if (at < items.Length && items[at].Key == stored.Key)
        {
            return (new SortedLeaf(Replaced(items, at, stored)), null);
        }

        var grown = Inserted(items, at, stored);
        return grown.Length <= Limit
            ? (new SortedLeaf(grown), null)
            : (new SortedLeaf(grown[..(grown.Length / 2)]), new SortedLeaf(grown[(grown.Length / 2)..]));
    }

    public override SortedNode? Remove(ObjectKey key) =>
        items.Length == 1 ? null : new SortedLeaf(Without(items, LowerBound(key)));

    public override IEnumerable<StoredObject> From(ObjectKey from)
    {
        for (var at = LowerBound(from); at < items.Length; at++)
        {
            yield return items[at];
        }
    }

    public override int Rank(ObjectKey key) => LowerBound(key);

    private int LowerBound(ObjectKey key)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = items[middle].Key.CompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
