using OrleansScheduler.Storage.Redis;
using OrleansScheduler.TestKit.Servers;

namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class RedisStorage : ServerStorage
{
    public override string? Missing => RedisServer.Missing;

    protected override TestServer Create() => new RedisServer();

    protected override void Use(ISiloBuilder silo, string connectionString) => silo.UseRedis(connectionString);
}
