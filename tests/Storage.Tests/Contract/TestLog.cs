using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Tests.Contract;

/// <summary>Recovers a log of <see cref="TestWriter"/>s, and checks all of it on the way.</summary>
internal static class TestLog
{
    private const int NonceBytes = 16;

    public static IEnumerable<ReadOnlyMemory<byte>> Chunks(IEnumerable<Guid> nonces, int perChunk) =>
        nonces.Chunk(perChunk).Select(chunk => (ReadOnlyMemory<byte>)chunk.SelectMany(nonce => nonce.ToByteArray()).ToArray());

    /// <summary>The nonces of all records that ever were, those of the snapshot first.</summary>
    public static async Task<List<Guid>> ReadAsync(
        ILogStore store, string log, LogOpening opening, CancellationToken cancellationToken)
    {
        var nonces = new List<Guid>();
        if (opening.Snapshot is { } snapshot)
        {
            await foreach (var chunk in store.ReadSnapshotAsync(log, snapshot, cancellationToken))
            {
                nonces.AddRange(chunk.ToArray().Chunk(NonceBytes).Select(bytes => new Guid(bytes)));
            }

            Assert.Equal(snapshot.Sequence, nonces.Count);
        }

        await foreach (var record in store.ReadAsync(log, nonces.Count + 1, cancellationToken))
        {
            TestRecord.AssertIntact(record);
            Assert.Equal(nonces.Count + 1, record.Sequence);
            nonces.Add(record.Nonce);
        }

        return opening.NextSequence == nonces.Count + 1
            ? nonces
            : throw new LogCorruptException(log, $"it has {nonces.Count} records, not {opening.NextSequence - 1}");
    }

    /// <summary>Every acknowledged record is where it was acknowledged.</summary>
    public static void AssertHolds(IReadOnlyList<Guid> nonces, IEnumerable<LogRecord> acknowledged)
    {
        foreach (var record in acknowledged)
        {
            Assert.True(record.Sequence <= nonces.Count, $"Record {record.Sequence} of {nonces.Count} is lost.");
            Assert.Equal(record.Nonce, nonces[(int)record.Sequence - 1]);
        }
    }
}
