namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class RedisRingTests(RedisStorage storage) : ServerRingContract(storage), IClassFixture<RedisStorage>
{
    protected override int Races => 200;
}
