using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Sqlite;
using OrleansScheduler.Storage.Tests.Contract;

namespace OrleansScheduler.Storage.Tests.Sqlite;

/// <summary>One process holds the file, so the other activations are in the same one.</summary>
public sealed class SqliteContractTests : LogStoreContract, IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("log-store-");
    private readonly SqliteLogStore _store;

    public SqliteContractTests() => _store = SqliteLogStore.Open(_directory.FullName);

    protected override int Races => 200;

    protected override ILogStore Another() => _store;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
