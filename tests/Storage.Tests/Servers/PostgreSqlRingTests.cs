namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class PostgreSqlRingTests(PostgreSqlStorage storage) : ServerRingContract(storage), IClassFixture<PostgreSqlStorage>
{
    protected override int Races => 150;
}
