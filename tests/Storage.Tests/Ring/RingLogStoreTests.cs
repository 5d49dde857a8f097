using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.Tests.Ring;

public sealed class RingLogStoreTests
{
    private const string Log = "pods";

    private readonly InMemoryGrainStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_ManyRoundsOfTheRing_EverythingIsReadBack()
    {
        var store = Open();
        var opening = await store.OpenAsync(Log, Token);
        for (var i = 1; i <= 100; i++)
        {
            await store.AppendAsync(opening.Epoch, Record(i), Token);
        }

        var again = Open();
        var reopened = await again.OpenAsync(Log, Token);
        var read = await again.ReadAsync(Log, 1, Token).ToListAsync(Token);

        Assert.Equal(101, reopened.NextSequence);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), read.Select(record => record.Sequence));
        Assert.All(read, record => Assert.Equal(Record((int)record.Sequence).Payload.ToArray(), record.Payload.ToArray()));
    }

    [Fact]
    public async Task AppendAsync_OlderEpoch_IsFenced()
    {
        var (older, newer) = (Open(), Open());
        var old = await older.OpenAsync(Log, Token);
        await older.AppendAsync(old.Epoch, Record(1), Token);
        var current = await newer.OpenAsync(Log, Token);

        await Assert.ThrowsAsync<LogFencedException>(() => older.ConfirmAsync(old.Epoch, Token));
        await Assert.ThrowsAsync<LogFencedException>(() => older.AppendAsync(old.Epoch, Record(2), Token));
        await newer.AppendAsync(current.Epoch, Record(2), Token);
        await newer.ConfirmAsync(current.Epoch, Token);

        Assert.Equal(2, (await newer.ReadAsync(Log, 1, Token).ToListAsync(Token)).Count);
    }

    [Fact]
    public async Task WriteSnapshotAsync_ThenTrim_IsWhatARecoveryReads()
    {
        var store = Open();
        var opening = await store.OpenAsync(Log, Token);
        for (var i = 1; i <= 50; i++)
        {
            await store.AppendAsync(opening.Epoch, Record(i), Token);
        }

        var snapshot = new LogSnapshot(45, 45);
        byte[][] chunks = [new byte[500], [1, 2, 3], []];
        await store.WriteSnapshotAsync(opening.Epoch, snapshot, chunks.Select(chunk => (ReadOnlyMemory<byte>)chunk), Token);
        await store.TrimAsync(opening.Epoch, 45, Token);

        var again = Open();
        var reopened = await again.OpenAsync(Log, Token);
        Assert.Equal(snapshot, reopened.Snapshot);
        var read = await again.ReadSnapshotAsync(Log, snapshot, Token).ToListAsync(Token);
        Assert.Equal(chunks, read.Select(chunk => chunk.ToArray()));
        var records = await again.ReadAsync(Log, 46, Token).ToListAsync(Token);
        Assert.Equal([46L, 47, 48, 49, 50], records.Select(record => record.Sequence));
    }

    private RingLogStore Open()
    {
        var options = new RingOptions { Slots = 16, BlockMaxBytes = 64, RecordMaxBytes = 255, ArchiveBytes = 1000 };
        var blocks = new BlockStore(_storage, options, TimeProvider.System);
        return new RingLogStore(blocks, options, Guid.NewGuid, NullLogger<RingLogStore>.Instance);
    }

    private static LogRecord Record(int sequence) =>
        new(sequence, new Guid(sequence, 0, 0, new byte[8]), sequence, sequence, new byte[sequence * 7 % 250]);
}
