using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Log;

/// <summary>
/// A snapshot's chunks. Each is a format byte and entries: an object with its revision, or a guard with its revision.
/// </summary>
public static class SnapshotCodec
{
    private const byte Format = 1;
    private const byte ObjectEntry = 1;
    private const byte GuardEntry = 2;

    /// <param name="state">The objects to store.</param>
    /// <param name="guards">Those of the newest state; what moved after the snapshot is set again by the log.</param>
    /// <param name="chunkBytes">A chunk is closed when it has reached this size.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Encode(
        ResourceSnapshot state, IEnumerable<KeyValuePair<string, long>> guards, int chunkBytes)
    {
        var chunk = new ChunkWriter(Format, chunkBytes);
        foreach (var (value, revision) in guards.Where(guard => guard.Value <= state.Revision))
        {
            chunk.Entries.Write(GuardEntry);
            chunk.Entries.Write(value);
            chunk.Entries.Write(revision);
            if (chunk.TakeIfFull() is { } full)
            {
                yield return full;
            }
        }

        foreach (var stored in state.Objects.From(new ObjectKey("", "")))
        {
            chunk.Entries.Write(ObjectEntry);
            chunk.Entries.Write(stored.Revision);
            ObjectCodec.Write(chunk.Entries, stored);
            if (chunk.TakeIfFull() is { } full)
            {
                yield return full;
            }
        }

        yield return chunk.Take();
    }

    /// <exception cref="LogCorruptException">A chunk is not what <see cref="Encode"/> wrote.</exception>
    public static async Task<ResourceSnapshot> DecodeAsync(
        string log,
        long revision,
        IndexSchema schema,
        IAsyncEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        var objects = new List<StoredObject>();
        var guards = new Dictionary<string, long>();
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            try
            {
                Decode(log, chunk, objects, guards);
            }
            catch (Exception torn) when (torn is EndOfStreamException or FormatException)
            {
                throw new LogCorruptException(log, "a snapshot chunk is torn", torn);
            }
        }

        return ResourceSnapshot.Restore(schema, revision, objects, guards);
    }

    private static void Decode(
        string log, ReadOnlyMemory<byte> chunk, List<StoredObject> objects, Dictionary<string, long> guards)
    {
        using var reader = new BinaryReader(new MemoryStream(chunk.ToArray()));
        Expect(log, reader.ReadByte() == Format);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var entry = reader.ReadByte();
            Expect(log, entry is ObjectEntry or GuardEntry);
            if (entry == ObjectEntry)
            {
                var revision = reader.ReadInt64();
                objects.Add(ObjectCodec.Read(reader, revision));
            }
            else
            {
                guards[reader.ReadString()] = reader.ReadInt64();
            }
        }
    }

    private static void Expect(string log, bool isKnown)
    {
        if (!isKnown)
        {
            throw new LogCorruptException(log, "a snapshot chunk has an unknown format");
        }
    }
}
