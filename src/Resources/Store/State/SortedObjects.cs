namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// Objects in key order, persistent: every change answers a new collection that shares all but one path of nodes with
/// the old one, so a reader keeps a consistent state for as long as it likes and never waits for a writer.
/// </summary>
/// <remarks>
/// A tree of wide nodes (see <see cref="SortedNode"/>). A change of one of 100 000 objects copies three nodes, 2 KB in
/// all, where a tree of binary nodes would walk seventeen and a flat list of blocks would copy 7 KB.
/// </remarks>
public sealed class SortedObjects
{
    public static readonly SortedObjects Empty = new(null);

    private readonly SortedNode? _root;

    private SortedObjects(SortedNode? root) => _root = root;

    public int Count => _root?.Count ?? 0;

    /// <summary>Builds the collection from objects that come in ascending key order.</summary>
    public static SortedObjects FromOrdered(IReadOnlyCollection<StoredObject> ordered)
    {
        SortedNode[] level = [.. ordered.Chunk(SortedNode.Limit / 2).Select(items => new SortedLeaf(items))];
        while (level.Length > 1)
        {
            level = [.. level.Chunk(SortedNode.Limit / 2).Select(SortedBranch.Of)];
        }

        return level.Length == 0 ? Empty : new SortedObjects(level[0]);
    }

    public StoredObject? Find(ObjectKey key) => _root?.Find(key);

    /// <summary>Adds the object, or puts it in the place of the one with its key.</summary>
    public SortedObjects Set(StoredObject stored)
    {
        if (_root is null)
        {
            return new SortedObjects(new SortedLeaf([stored]));
        }

        var (node, overflow) = _root.Set(stored);
        return new SortedObjects(overflow is null ? node : SortedBranch.Of([node, overflow]));
    }

    /// <summary>The collection without that key; itself when it holds none.</summary>
    public SortedObjects Remove(ObjectKey key) =>
        Find(key) is null ? this : _root!.Remove(key) is { } rest ? new SortedObjects(rest) : Empty; // found, so not empty

    /// <summary>Objects from <paramref name="from"/> (inclusive) on, in key order.</summary>
    public IEnumerable<StoredObject> From(ObjectKey from) => _root?.From(from) ?? [];

    /// <summary>How many keys are smaller than this one.</summary>
    public int Rank(ObjectKey key) => _root?.Rank(key) ?? 0;
}
