using Npgsql;

namespace OrleansScheduler.Storage.PostgreSql;

/// <summary>Creates the tables and statements of Orleans' providers. Silos that start together do it one by one.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>Any number, the same in every silo: the advisory lock they queue at.</summary>
    private const long LockKey = 0x4F_72_6C_65_61_6E_73;

    public static async Task EnsureAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        await ExecuteAsync(connection, await ScriptAsync(cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string> ScriptAsync(CancellationToken cancellationToken)
    {
        var name = $"{typeof(PostgreSqlSchema).Namespace}.Schema.sql";
        using var reader = new StreamReader(typeof(PostgreSqlSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}."));
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
