using Microsoft.Data.Sqlite;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>The database file: how it is opened, and what its tables are.</summary>
internal static class SqliteDatabase
{
    private const int ApplicationId = 0x4F534C47;
    private const int SchemaVersion = 1;

    private const string Tables = """
        CREATE TABLE log (
            name TEXT PRIMARY KEY,
            epoch INTEGER NOT NULL,
            snapshot_sequence INTEGER NOT NULL DEFAULT 0,
            snapshot_revision INTEGER NOT NULL DEFAULT 0,
            snapshot_chunks INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE record (
            log TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            nonce BLOB NOT NULL,
            first_revision INTEGER NOT NULL,
            last_revision INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (log, sequence)
        ) STRICT;
        CREATE TABLE snapshot_chunk (
            log TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            number INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (log, sequence, number)
        ) STRICT;
        """;

    /// <summary>Opens the file for writing, creating the tables when it is new.</summary>
    /// <exception cref="DataDirectoryException">The file is not one of ours, or of a later version.</exception>
    public static SqliteConnection OpenWriter(DataDirectory directory)
    {
        try
        {
            var connection = Open(directory, SqliteOpenMode.ReadWriteCreate);
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            Prepare(connection, directory);
            return connection;
        }
        catch (SqliteException refused)
        {
            throw new DataDirectoryException(directory.Path, $"has an unusable store.db: {refused.Message}", refused);
        }
    }

    public static SqliteConnection OpenReader(DataDirectory directory) =>
        Open(directory, SqliteOpenMode.ReadWrite); // a read-only connection cannot recover a write-ahead log

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(DataDirectory directory, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = directory.DatabaseFile,
            Mode = mode,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(SqliteConnection connection, DataDirectory directory)
    {
        switch (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"))
        {
            case (0, 0) when Number(connection, "SELECT count(*) FROM sqlite_master") == 0:
                Execute(
                    connection,
                    $"BEGIN; {Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion}; COMMIT;");
                break;
            case (ApplicationId, SchemaVersion):
                break;
            case (ApplicationId, var version):
                throw new DataDirectoryException(
                    directory.Path, $"was written by another version of this program (format {version})");
            default:
                throw new DataDirectoryException(directory.Path, "holds a store.db of another program");
        }
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!; // both pragmas and count answer one row with a number
    }
}
