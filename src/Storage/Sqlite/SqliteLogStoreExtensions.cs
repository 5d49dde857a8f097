using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>Registers the embedded log store.</summary>
public static class SqliteLogStoreExtensions
{
    /// <summary>
    /// Keeps all state in a SQLite file in <paramref name="directory"/>, which is held before the silo starts: the
    /// host fails with a <see cref="DataDirectoryException"/> when it cannot be.
    /// </summary>
    public static ISiloBuilder AddSqliteLogStore(this ISiloBuilder builder, string directory)
    {
        builder.Services
            .AddSingleton<ILogStore>(_ => SqliteLogStore.Open(directory))
            .AddHostedService<SqliteLogStoreStart>();
        return builder;
    }
}
