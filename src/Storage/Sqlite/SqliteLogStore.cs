using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>
/// The embedded log store: one SQLite file in a directory that one process holds. For a single silo, because the file
/// does not follow the grains.
/// </summary>
internal sealed class SqliteLogStore : ILogStore, IAsyncDisposable
{
    private const int TrimSlice = 256;

    private readonly DataDirectory _directory;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentDictionary<string, long> _epochs = new();

    private SqliteLogStore(DataDirectory directory, SqliteWriter writer)
    {
        _directory = directory;
        _writer = writer;
    }

    public int MaxPayloadBytes => 64 * 1024 * 1024;

    public long MaxRecords => long.MaxValue;

    public bool IsExclusive => true;

    /// <exception cref="DataDirectoryException">The directory cannot be used.</exception>
    public static SqliteLogStore Open(string path)
    {
        var directory = DataDirectory.Acquire(path);
        try
        {
            return new SqliteLogStore(directory, new SqliteWriter(SqliteDatabase.OpenWriter(directory)));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    public async Task<LogOpening> OpenAsync(string log, CancellationToken cancellationToken)
    {
        var opening = await _writer.WriteAsync(
            (connection, transaction) => new LogStatements(connection, transaction).Claim(log), cancellationToken);
        _epochs.AddOrUpdate(
            log, opening.Epoch.Number, (_, known) => Math.Max(known, opening.Epoch.Number));
        return opening;
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        string log, LogSnapshot snapshot, CancellationToken cancellationToken) =>
        BlockingSource.ReadAsync(() => Read(connection => LogReader.Chunks(connection, log, snapshot)), cancellationToken);

    public IAsyncEnumerable<LogRecord> ReadAsync(
        string log, long fromSequence, CancellationToken cancellationToken) =>
        BlockingSource.ReadAsync(() => Read(connection => LogReader.Records(connection, log, fromSequence)), cancellationToken);

    public Task AppendAsync(LogEpoch epoch, LogRecord record, CancellationToken cancellationToken)
    {
        var checksum = RecordChecksum.Of(epoch.Log, record);
        return WriteAsync(epoch, statements => statements.Append(epoch.Log, record, checksum), cancellationToken);
    }

    // Only this process can open the file, so it knows the newest epoch without asking the disk.
    public Task ConfirmAsync(LogEpoch epoch, CancellationToken cancellationToken) =>
        _epochs[epoch.Log] == epoch.Number ? Task.CompletedTask : Task.FromException(new LogFencedException(epoch));

    public async Task WriteSnapshotAsync(
        LogEpoch epoch,
        LogSnapshot snapshot,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var chunk in chunks)
        {
            var number = count++;
            var checksum = RecordChecksum.OfChunk(epoch.Log, snapshot.Sequence, number, chunk.Span);
            await WriteAsync(
                epoch,
                statements => statements.PutChunk(epoch.Log, snapshot.Sequence, number, checksum, chunk),
                cancellationToken);
        }

        await WriteAsync(epoch, statements => statements.UseSnapshot(epoch.Log, snapshot, count), cancellationToken);
    }

    // In slices, so that appends are not held up.
    public async Task TrimAsync(LogEpoch epoch, long throughSequence, CancellationToken cancellationToken)
    {
        while (await WriteAsync(
            epoch, statements => statements.Trim(epoch.Log, throughSequence, TrimSlice), cancellationToken) > 0)
        {
        }
    }

    /// <summary>Caps the file, beyond which the disk counts as full.</summary>
    internal Task<int> LimitPagesAsync(int pages, CancellationToken cancellationToken) => _writer.WriteAsync(
        (connection, _) =>
        {
            SqliteDatabase.Execute(connection, $"PRAGMA max_page_count = {pages}");
            return pages;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _directory.Dispose();
    }

    private Task<int> WriteAsync(
        LogEpoch epoch, Func<LogStatements, int> write, CancellationToken cancellationToken) =>
        _writer.WriteAsync(
            (connection, transaction) =>
            {
                var statements = new LogStatements(connection, transaction);
                return statements.Epoch(epoch.Log) == epoch.Number
                    ? write(statements)
                    : throw new LogFencedException(epoch);
            },
            cancellationToken);

    private IEnumerable<T> Read<T>(Func<SqliteConnection, IEnumerable<T>> read)
    {
        using var connection = SqliteDatabase.OpenReader(_directory);
        foreach (var item in read(connection))
        {
            yield return item;
        }
    }
}
