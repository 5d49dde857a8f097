using Microsoft.Data.Sqlite;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>Reads logs and checks every byte of them.</summary>
internal static class LogReader
{
    public static IEnumerable<LogRecord> Records(SqliteConnection connection, string log, long fromSequence)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT sequence, nonce, first_revision, last_revision, payload, checksum
            FROM record WHERE log = $log AND sequence >= $from ORDER BY sequence
            """;
        command.Parameters.AddWithValue("$log", log);
        command.Parameters.AddWithValue("$from", fromSequence);
        using var row = command.ExecuteReader();
        while (Next(log, row))
        {
            yield return Record(log, row);
        }
    }

    public static IEnumerable<ReadOnlyMemory<byte>> Chunks(SqliteConnection connection, string log, LogSnapshot snapshot)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT number, payload, checksum, snapshot_chunks
            FROM log JOIN snapshot_chunk ON log = name AND sequence = snapshot_sequence
            WHERE name = $log AND snapshot_sequence = $sequence ORDER BY number
            """;
        command.Parameters.AddWithValue("$log", log);
        command.Parameters.AddWithValue("$sequence", snapshot.Sequence);
        using var row = command.ExecuteReader();
        var (number, expected) = (0L, 1L);
        for (; Next(log, row); number++)
        {
            expected = row.GetInt64(3);
            yield return Chunk(log, snapshot, row, number);
        }

        if (number != expected)
        {
            throw new LogCorruptException(log, $"{number} of {expected} snapshot chunks are there");
        }
    }

    private static LogRecord Record(string log, SqliteDataReader row)
    {
        var nonce = row.GetFieldValue<byte[]>(1);
        var sequence = row.GetInt64(0);
        var record = new LogRecord(
            sequence,
            nonce.Length == 16 ? new Guid(nonce) : Guid.Empty,
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetFieldValue<byte[]>(4));
        return row.GetInt64(5) == RecordChecksum.Of(log, record)
            ? record
            : throw new LogCorruptException(log, $"record {sequence} does not match its checksum");
    }

    private static ReadOnlyMemory<byte> Chunk(string log, LogSnapshot snapshot, SqliteDataReader row, long number)
    {
        var payload = row.GetFieldValue<byte[]>(1);
        return row.GetInt64(0) == number
            && row.GetInt64(2) == RecordChecksum.OfChunk(log, snapshot.Sequence, number, payload)
                ? payload
                : throw new LogCorruptException(log, $"snapshot chunk {number} is missing or does not match its checksum");
    }

    private static bool Next(string log, SqliteDataReader row)
    {
        try
        {
            return row.Read();
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is 11 or 26) // SQLITE_CORRUPT, SQLITE_NOTADB
        {
            throw new LogCorruptException(log, damaged.Message, damaged);
        }
    }
}
