namespace OrleansScheduler.Resources.Store.State;

/// <summary>Nodes in the order of their keys.</summary>
internal sealed class SortedBranch(SortedNode[] children, int count) : SortedNode(children[0].First, count)
{
    public static SortedBranch Of(SortedNode[] children) => new(children, children.Sum(child => child.Count));

    public override StoredObject? Find(ObjectKey key) => children[IndexFor(key)].Find(key);

    public override (SortedNode Node, SortedNode? Overflow) Set(StoredObject stored)
    {
        var at = IndexFor(stored.Key);
        var (node, overflow) = children[at].Set(stored);
        var replaced = Replaced(children, at, node);
        var total = Count - children[at].Count + node.Count + (overflow?.Count ?? 0);
        if (overflow is null)
        {
            return (new SortedBranch(replaced, total), null);
        }

        var grown = Inserted(replaced, at + 1, overflow);
        return grown.Length <= Limit
            ? (new SortedBranch(grown, total), null)
            : (Of(grown[..(grown.Length / 2)]), Of(grown[(grown.Length / 2)..]));
    }

    public override SortedNode? Remove(ObjectKey key)
    {
        var at = IndexFor(key);
        var rest = children[at].Remove(key);
        return (rest, children.Length) switch
        {
            ({ } smaller, _) => new SortedBranch(Replaced(children, at, smaller), Count - 1),
            (null, 1) => null,
            (null, 2) => children[1 - at],
            _ => new SortedBranch(Without(children, at), Count - 1),
        };
    }

    public override IEnumerable<StoredObject> From(ObjectKey from)
    {
        for (var at = IndexFor(from); at < children.Length; at++)
        {
            foreach (var stored in children[at].From(from))
            {
                yield return stored;
            }
        }
    }

    public override int Rank(ObjectKey key)
    {
        var at = IndexFor(key);
        return children.Take(at).Sum(child => child.Count) + children[at].Rank(key);
    }

    // The last child that starts at or before the key, else the first.
    private int IndexFor(ObjectKey key)
    {
        var (low, high) = (0, children.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = children[middle].First.CompareTo(key) <= 0 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
