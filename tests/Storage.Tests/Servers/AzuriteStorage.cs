using OrleansScheduler.Storage.Azure;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class AzuriteStorage : ServerStorage
{
    public override string? Missing => AzuriteServer.Missing;

    protected override TestServer Create() => new AzuriteServer();

    protected override void Use(ISiloBuilder silo, string connectionString) => silo.UseAzureStorage(connectionString);
}
