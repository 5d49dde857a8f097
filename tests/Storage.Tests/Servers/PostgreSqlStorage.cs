using OrleansScheduler.Storage.PostgreSql;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class PostgreSqlStorage : ServerStorage
{
    public override string? Missing => PostgreSqlServer.Missing;

    protected override TestServer Create() => new PostgreSqlServer();

    protected override void Use(ISiloBuilder silo, string connectionString) => silo.UsePostgreSql(connectionString);
}
