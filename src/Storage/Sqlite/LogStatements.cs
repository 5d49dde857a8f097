using Microsoft.Data.Sqlite;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>The statements that write logs, each within the writer's transaction.</summary>
internal sealed class LogStatements(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>Claims the next epoch and drops what an unfinished snapshot left.</summary>
    public LogOpening Claim(string log)
    {
        Execute(
            "INSERT INTO log (name, epoch) VALUES ($log, 1) ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1",
            ("$log", log));
        Execute(
            """
            DELETE FROM snapshot_chunk
            WHERE log = $log AND sequence <> (SELECT snapshot_sequence FROM log WHERE name = $log)
            """,
            ("$log", log));
        using var command = Command(
            """
            SELECT epoch, snapshot_sequence, snapshot_revision,
                (SELECT max(sequence) FROM record WHERE record.log = log.name)
            FROM log WHERE name = $log
            """,
            ("$log", log));
        using var row = command.ExecuteReader();
        row.Read();
        var (epoch, sequence, revision) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        var last = row.IsDBNull(3) ? sequence : Math.Max(sequence, row.GetInt64(3));
        return new LogOpening(
            new LogEpoch(log, epoch), revision == 0 ? null : new LogSnapshot(sequence, revision), last + 1);
    }

    public long? Epoch(string log)
    {
        using var command = Command("SELECT epoch FROM log WHERE name = $log", ("$log", log));
        return (long?)command.ExecuteScalar();
    }

    public int Append(string log, LogRecord record, long checksum) => Execute(
        """
        INSERT INTO record (log, sequence, nonce, first_revision, last_revision, checksum, payload)
        VALUES ($log, $sequence, $nonce, $first, $last, $checksum, $payload)
        """,
        ("$log", log),
        ("$sequence", record.Sequence),
        ("$nonce", record.Nonce.ToByteArray()),
        ("$first", record.FirstRevision),
        ("$last", record.LastRevision),
        ("$checksum", checksum),
        ("$payload", Bytes(record.Payload)));

    public int PutChunk(string log, long sequence, long number, long checksum, ReadOnlyMemory<byte> payload) => Execute(
        """
        INSERT OR REPLACE INTO snapshot_chunk (log, sequence, number, checksum, payload)
        VALUES ($log, $sequence, $number, $checksum, $payload)
        """,
        ("$log", log),
        ("$sequence", sequence),
        ("$number", number),
        ("$checksum", checksum),
        ("$payload", Bytes(payload)));

    /// <summary>The switch from the old snapshot to the new one.</summary>
    public int UseSnapshot(string log, LogSnapshot snapshot, int chunks)
    {
        Execute(
            """
            UPDATE log SET snapshot_sequence = $sequence, snapshot_revision = $revision, snapshot_chunks = $chunks
            WHERE name = $log
            """,
            ("$log", log),
            ("$sequence", snapshot.Sequence),
            ("$revision", snapshot.Revision),
            ("$chunks", chunks));
        return Execute(
            "DELETE FROM snapshot_chunk WHERE log = $log AND (sequence <> $sequence OR number >= $chunks)",
            ("$log", log),
            ("$sequence", snapshot.Sequence),
            ("$chunks", chunks));
    }

    public int Trim(string log, long throughSequence, int limit) => Execute(
        """
        DELETE FROM record WHERE rowid IN
            (SELECT rowid FROM record WHERE log = $log AND sequence <= $through ORDER BY sequence LIMIT $limit)
        """,
        ("$log", log),
        ("$through", throughSequence),
        ("$limit", limit));

    private int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> payload) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out var segment)
            && segment.Array is { } whole && whole.Length == payload.Length
                ? whole
                : payload.ToArray();
}
