using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Ring;
using OrleansScheduler.Storage.Tests.Contract;

namespace OrleansScheduler.Storage.Tests.Ring;

public sealed class InMemoryRingTests : LogStoreContract
{
    private readonly FaultyGrainStorage _storage;

    // Every call gives way, so that two racing writers truly interleave.
    public InMemoryRingTests() => _storage = new FaultyGrainStorage(new InMemoryGrainStorage(), async call =>
    {
        await Task.Yield();
        await call.Run();
    });

    protected override int Races => 1500;

    protected override ILogStore Another() => Rings.Open(_storage, new RingOptions());
}
