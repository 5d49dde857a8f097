namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// Objects in key order, persistent: every change answers a new collection that shares all but one block with the old
/// one, so a reader keeps a consistent state for as long as it likes and never waits for a writer.
/// </summary>
/// <remarks>
/// A two-level tree: blocks of at most <see cref="BlockLimit"/> objects. A change of one of 100 000 objects copies one
/// block and the list of blocks, some 6 KB, which is less than a balanced tree of nodes costs to allocate and to walk.
/// </remarks>
public sealed class SortedObjects
{
    public static readonly SortedObjects Empty = new([], 0);

    private const int BlockLimit = 256;

    private readonly StoredObject[][] _blocks;

    private SortedObjects(StoredObject[][] blocks, int count)
    {
        _blocks = blocks;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Builds the collection from objects that come in ascending key order.</summary>
    public static SortedObjects FromOrdered(IReadOnlyCollection<StoredObject> ordered) =>
        new([.. ordered.Chunk(BlockLimit / 2)], ordered.Count);

    public StoredObject? Find(ObjectKey key)
    {
        var (block, index) = LowerBound(key);
        return block < _blocks.Length && _blocks[block][index].Key == key ? _blocks[block][index] : null;
    }

    /// <summary>Adds the object, or puts it in the place of the one with its key.</summary>
    public SortedObjects Set(StoredObject stored)
    {
        if (_blocks.Length == 0)
        {
            return new SortedObjects([[stored]], 1);
        }

        var block = BlockFor(stored.Key);
        var index = IndexIn(_blocks[block], stored.Key);
        return index < _blocks[block].Length && _blocks[block][index].Key == stored.Key
            ? new SortedObjects(WithBlocks(block, [Replaced(_blocks[block], index, stored)]), Count)
            : new SortedObjects(WithBlocks(block, Split(Inserted(_blocks[block], index, stored))), Count + 1);
    }

    /// <summary>The collection without that key; itself when it holds none.</summary>
    public SortedObjects Remove(ObjectKey key)
    {
        if (Find(key) is null)
        {
            return this;
        }

        var (block, index) = LowerBound(key);
        var rest = _blocks[block].Where((_, at) => at != index).ToArray();
        return new SortedObjects(WithBlocks(block, rest.Length == 0 ? [] : [rest]), Count - 1);
    }

    /// <summary>Objects from <paramref name="from"/> (inclusive) on, in key order.</summary>
    public IEnumerable<StoredObject> From(ObjectKey from)
    {
        var (block, index) = LowerBound(from);
        for (; block < _blocks.Length; block++, index = 0)
        {
            for (; index < _blocks[block].Length; index++)
            {
                yield return _blocks[block][index];
            }
        }
    }

    /// <summary>How many keys are smaller than this one.</summary>
    public int Rank(ObjectKey key)
    {
        var (block, index) = LowerBound(key);
        return _blocks.Take(block).Sum(b => b.Length) + index;
    }

    private (int Block, int Index) LowerBound(ObjectKey key)
    {
        if (_blocks.Length == 0)
        {
            return (0, 0);
        }

        var block = BlockFor(key);
        var index = IndexIn(_blocks[block], key);
        return index < _blocks[block].Length ? (block, index) : (block + 1, 0);
    }

    // The last block that starts at or before the key.
    private int BlockFor(ObjectKey key)
    {
        var (low, high) = (0, _blocks.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _blocks[middle][0].Key.CompareTo(key) <= 0 ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static int IndexIn(StoredObject[] block, ObjectKey key)
    {
        var (low, high) = (0, block.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = block[middle].Key.CompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private StoredObject[][] WithBlocks(int at, StoredObject[][] instead) =>
        [.. _blocks.AsSpan(0, at), .. instead, .. _blocks.AsSpan(at + 1)];

    private static StoredObject[] Replaced(StoredObject[] block, int index, StoredObject stored)
    {
        var copy = block.AsSpan().ToArray();
        copy[index] = stored;
        return copy;
    }

    private static StoredObject[] Inserted(StoredObject[] block, int index, StoredObject stored) =>
        [.. block.AsSpan(0, index), stored, .. block.AsSpan(index)];

    private static StoredObject[][] Split(StoredObject[] block) =>
        block.Length <= BlockLimit ? [block] : [block[..(block.Length / 2)], block[(block.Length / 2)..]];
}
