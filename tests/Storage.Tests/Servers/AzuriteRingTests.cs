namespace OrleansScheduler.Storage.Tests.Servers;

public sealed class AzuriteRingTests(AzuriteStorage storage) : ServerRingContract(storage), IClassFixture<AzuriteStorage>
{
    protected override int Races => 30;

    // The emulator is slow.
    protected override int KillStride => 61;
}
