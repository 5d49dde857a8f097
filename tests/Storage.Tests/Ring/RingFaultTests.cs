using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Tests.Contract;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>
/// Processes that die, and storage that fails, at every call: whatever was acknowledged is recovered, and the log goes
/// on.
/// </summary>
public sealed class RingFaultTests
{
    private const string Log = "pods";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_WriterKilledAtEveryStep_RecoversAllThatWasAcknowledged(bool lastCallHappens)
    {
        var steps = 0;
        for (var isKilled = true; isKilled; steps++)
        {
            var storage = new InMemoryGrainStorage();
            var killed = await MortalWriter.LiveAsync(storage, Log, steps, lastCallHappens, Token);
            isKilled = killed.WasKilled;

            var next = new TestWriter(Rings.Open(storage, Rings.Small), Log, new Random(steps), 900);
            await next.OpenAsync(Token);
            TestLog.AssertHolds(next.Nonces, killed.Acknowledged);
            Assert.InRange(next.Nonces.Count, killed.Acknowledged.Count, killed.Acknowledged.Count + 1);
            await MortalWriter.WriteAsync(next, Token);
        }

        Assert.True(steps > 400, $"Only {steps} steps.");
    }

    [Fact]
    public async Task OpenAsync_KilledAtEveryStepOfRecovery_RecoversAllThatWasAcknowledged()
    {
        var storage = new InMemoryGrainStorage();
        var first = new TestWriter(Rings.Open(storage, Rings.Small), Log, new Random(1), 900);
        await first.OpenAsync(Token);
        await MortalWriter.WriteAsync(first, Token);

        for (var step = 0; step < 120; step++)
        {
            await MortalWriter.LiveAsync(storage, Log, step, lastCallHappens: step % 2 == 0, Token);
        }

        var last = new TestWriter(Rings.Open(storage, Rings.Small), Log, new Random(2), 900);
        await last.OpenAsync(Token);
        TestLog.AssertHolds(last.Nonces, first.Acknowledged);
    }

    [Fact]
    public async Task TryAppendAsync_CallsFailOrAreLostOrComeLate_NothingAcknowledgedIsLost()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var storage = new InMemoryGrainStorage();
            var network = new LossyNetwork(new Random(seed));
            var acknowledged = new List<LogRecord>();
            for (var life = 0; life < 4; life++)
            {
                var lossy = new FaultyGrainStorage(storage, network.CallAsync);
                acknowledged.AddRange(await LiveAsync(lossy, new Random(seed + life)));
            }

            await network.DeliverAsync();
            var last = new TestWriter(Rings.Open(storage, Rings.Small), Log, new Random(seed), 900);
            await last.OpenAsync(Token);
            TestLog.AssertHolds(last.Nonces, acknowledged);
            await MortalWriter.WriteAsync(last, Token);
        }
    }

    [Fact]
    public async Task StartCleaning_AfterManyDeaths_LeavesNoUnneededBlocks()
    {
        var storage = new InMemoryGrainStorage();
        for (var step = 3; step < 300; step += 7)
        {
            await MortalWriter.LiveAsync(storage, Log, step, lastCallHappens: step % 2 == 0, Token);
        }

        var writer = new TestWriter(Rings.Open(storage, Rings.Small), Log, new Random(1), 900);
        await writer.OpenAsync(Token);
        await MortalWriter.WriteAsync(writer, Token);
        await writer.SnapshotAsync(0, Token);

        // A snapshot of so many nonces, and the ring: what the dead began would be ten times as much.
        Assert.InRange(storage.Names.Count, 1, Rings.Small.Slots + 1 + (writer.Nonces.Count / 8));
    }

    private static async Task<IReadOnlyList<LogRecord>> LiveAsync(FaultyGrainStorage storage, Random random)
    {
        var writer = new TestWriter(Rings.Open(storage, Rings.Small), Log, random, 900);
        try
        {
            await writer.OpenAsync(Token);
            for (var i = 0; i < MortalWriter.Records && await writer.TryAppendAsync(Token); i++)
            {
                if (random.Next(12) == 0)
                {
                    await writer.SnapshotAsync(random.Next(10), Token);
                }
            }
        }
        catch (Exception failed) when (failed is not LogCorruptException)
        {
            // The process gives up; the next one goes on.
        }

        return writer.Acknowledged;
    }
}
