namespace OrleansScheduler.Resources.Store.State;

/// <summary>A node of <see cref="SortedObjects"/>: immutable and never empty.</summary>
internal abstract class SortedNode(ObjectKey first, int count)
{
    /// <summary>Items or children of a node, at most.</summary>
    public const int Limit = 128;

    /// <summary>The smallest key.</summary>
    public ObjectKey First { get; } = first;

    /// <summary>Objects in and below the node.</summary>
    public int Count { get; } = count;

    public abstract StoredObject? Find(ObjectKey key);

    /// <summary>The node with the object in it, and the upper half of what was too much for one node.</summary>
    public abstract (SortedNode Node, SortedNode? Overflow) Set(StoredObject stored);

    /// <summary>The node without a key it holds; null when nothing is left.</summary>
    public abstract SortedNode? Remove(ObjectKey key);

    public abstract IEnumerable<StoredObject> From(ObjectKey from);

    public abstract int Rank(ObjectKey key);

    protected static T[] Replaced<T>(T[] items, int index, T item)
    {
        var copy = items.AsSpan().ToArray();
        copy[index] = item;
        return copy;
    }

    protected static T[] Inserted<T>(T[] items, int index, T item) =>
        [.. items.AsSpan(0, index), item, .. items.AsSpan(index)];

    protected static T[] Without<T>(T[] items, int index) =>
        [.. items.AsSpan(0, index), .. items.AsSpan(index + 1)];
}
