using Microsoft.Data.Sqlite;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Sqlite;

namespace OrleansScheduler.Storage.Tests.Sqlite;

public sealed class SqliteLogStoreTests : IDisposable
{
    private const string Log = "pods";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("log-store-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task AppendAsync_Reopened_AnswersTheSameRecords()
    {
        var written = new List<LogRecord>();
        await using (var store = Open())
        {
            var opening = await store.OpenAsync(Log, Token);
            Assert.Null(opening.Snapshot);
            Assert.Equal(LogRecord.FirstSequence, opening.NextSequence);
            for (var i = 1; i <= 20; i++)
            {
                written.Add(Record(i));
                await store.AppendAsync(opening.Epoch, written[^1], Token);
            }
        }

        await using var again = Open();
        var reopened = await again.OpenAsync(Log, Token);
        var read = await again.ReadAsync(Log, 1, Token).ToListAsync(Token);

        Assert.Equal(21, reopened.NextSequence);
        Assert.Equal(written.Select(Comparable), read.Select(Comparable));
    }

    [Fact]
    public async Task AppendAsync_OlderEpoch_IsFenced()
    {
        await using var store = Open();
        var old = await store.OpenAsync(Log, Token);
        var current = await store.OpenAsync(Log, Token);

        await Assert.ThrowsAsync<LogFencedException>(() => store.AppendAsync(old.Epoch, Record(1), Token));
        await Assert.ThrowsAsync<LogFencedException>(() => store.ConfirmAsync(old.Epoch, Token));
        await store.AppendAsync(current.Epoch, Record(1), Token);
        await store.ConfirmAsync(current.Epoch, Token);

        Assert.Single(await store.ReadAsync(Log, 1, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task WriteSnapshotAsync_ThenTrim_IsWhatARecoveryReads()
    {
        await using (var store = Open())
        {
            var opening = await store.OpenAsync(Log, Token);
            for (var i = 1; i <= 5; i++)
            {
                await store.AppendAsync(opening.Epoch, Record(i), Token);
            }

            await store.WriteSnapshotAsync(opening.Epoch, new LogSnapshot(2, 3), Chunks(9), Token);
            await store.WriteSnapshotAsync(opening.Epoch, new LogSnapshot(4, 5), Chunks(3), Token);
            await store.TrimAsync(opening.Epoch, 4, Token);
        }

        await using var again = Open();
        var reopened = await again.OpenAsync(Log, Token);
        Assert.Equal(new LogSnapshot(4, 5), reopened.Snapshot);
        Assert.Equal(6, reopened.NextSequence);
        var chunks = await again.ReadSnapshotAsync(Log, reopened.Snapshot!, Token).ToListAsync(Token);
        Assert.Equal(Chunks(3).Select(chunk => chunk.ToArray()), chunks.Select(chunk => chunk.ToArray()));
        Assert.Equal([5L], (await again.ReadAsync(Log, 1, Token).ToListAsync(Token)).Select(record => record.Sequence));
    }

    [Theory]
    [InlineData("UPDATE record SET payload = zeroblob(4) WHERE sequence = 2")]
    [InlineData("UPDATE record SET sequence = 7 WHERE sequence = 2")]
    [InlineData("UPDATE record SET log = 'jobs'")]
    public async Task ReadAsync_TornOrForeignRecord_IsLoud(string damage)
    {
        await FillAsync();
        Damage(damage);

        await using var store = Open();

        await Assert.ThrowsAsync<LogCorruptException>(async () => await store
            .ReadAsync(damage.Contains("jobs", StringComparison.Ordinal) ? "jobs" : Log, 1, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("UPDATE snapshot_chunk SET payload = zeroblob(4) WHERE number = 1")]
    [InlineData("DELETE FROM snapshot_chunk WHERE number = 1")]
    [InlineData("DELETE FROM snapshot_chunk WHERE number = 2")]
    [InlineData("DELETE FROM snapshot_chunk")]
    public async Task ReadSnapshotAsync_DamagedOrMissingChunk_IsLoud(string damage)
    {
        await FillAsync();
        Damage(damage);

        await using var store = Open();

        await Assert.ThrowsAsync<LogCorruptException>(
            async () => await store.ReadSnapshotAsync(Log, new LogSnapshot(3, 4), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Open_DirectoryInUse_IsRefusedAndNamesIt()
    {
        await using var store = Open();

        var refused = Assert.Throws<DataDirectoryException>(Open);

        Assert.Contains(_directory.FullName, refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DirectoryThatCannotBe_IsRefused()
    {
        var file = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(file, "");

        Assert.Throws<DataDirectoryException>(() => SqliteLogStore.Open(Path.Combine(file, "data")));
    }

    [Fact]
    public void Open_FileOfAnotherProgram_IsRefused()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "store.db"), new string('x', 5000));

        Assert.Throws<DataDirectoryException>(Open);
    }

    [Fact]
    public async Task AppendAsync_DiskFull_FailsAndDamagesNothing()
    {
        await using var store = Open();
        var opening = await store.OpenAsync(Log, Token);
        await store.AppendAsync(opening.Epoch, Record(1), Token);
        await store.LimitPagesAsync(40, Token);

        var huge = Record(2) with { Payload = new byte[1024 * 1024] };
        await Assert.ThrowsAsync<SqliteException>(() => store.AppendAsync(opening.Epoch, huge, Token));
        await store.AppendAsync(opening.Epoch, Record(2), Token);

        Assert.Equal(2, (await store.ReadAsync(Log, 1, Token).ToListAsync(Token)).Count);
    }

    private SqliteLogStore Open() => SqliteLogStore.Open(_directory.FullName);

    private async Task FillAsync()
    {
        await using var store = Open();
        var opening = await store.OpenAsync(Log, Token);
        for (var i = 1; i <= 3; i++)
        {
            await store.AppendAsync(opening.Epoch, Record(i), Token);
        }

        await store.WriteSnapshotAsync(opening.Epoch, new LogSnapshot(3, 4), Chunks(3), Token);
    }

    private void Damage(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_directory.FullName, "store.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private static LogRecord Record(int sequence) =>
        new(sequence, new Guid(sequence, 0, 0, new byte[8]), sequence + 1, sequence + 1, new byte[] { 1, 2, (byte)sequence });

    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(int count) =>
        Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)new byte[] { (byte)i, (byte)count });

    private static (long, Guid, long, long, string) Comparable(LogRecord record) => (
        record.Sequence, record.Nonce, record.FirstRevision, record.LastRevision, Convert.ToHexString(record.Payload.Span));
}
