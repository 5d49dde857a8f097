using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Ring;
using OrleansScheduler.Storage.Tests.Contract;
using OrleansScheduler.Storage.Tests.Ring;

namespace OrleansScheduler.Storage.Tests.Servers;

/// <summary>The ring over a real server: the contract of log stores, and what it asks of a grain storage.</summary>
public abstract class ServerRingContract(ServerStorage storage) : LogStoreContract
{
    private const int BlockRaces = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Prime, so that it meets every kind of step; the ring in memory is killed at each.</summary>
    protected virtual int KillStride => 13;

    [Fact]
    public async Task WriteAsync_TwoCreateTheSameBlockAtTheSameTime_ExactlyOneDoes()
    {
        Assert.SkipWhen(storage.Missing is not null, storage.Missing ?? "");
        for (var i = 0; i < BlockRaces; i++)
        {
            var name = $"race/{Guid.NewGuid():N}";
            var created = await RaceAsync(name, null);
            Assert.Single(created.OfType<string>());
            var block = await Blocks().ReadAsync(name, Token);

            var replaced = await RaceAsync(name, block.ETag);
            Assert.Single(replaced.OfType<string>());
            Assert.Single((await Blocks().ReadAsync(name, Token)).Bytes ?? []);
        }
    }

    [Fact]
    public async Task TryAppendAsync_AnswersAreLost_NothingAcknowledgedIsLost()
    {
        Assert.SkipWhen(storage.Missing is not null, storage.Missing ?? "");
        var log = $"lossy/{Guid.NewGuid():N}";
        var network = new LossyNetwork(new Random(3));
        var acknowledged = new List<LogRecord>();
        for (var life = 0; life < 8; life++)
        {
            var store = Rings.Open(new FaultyGrainStorage(storage.Storage, network.CallAsync), Rings.Small);
            var writer = new TestWriter(store, log, new Random(life), 900);
            await LiveAsync(writer, new Random(life));
            acknowledged.AddRange(writer.Acknowledged);
        }

        await network.DeliverAsync();
        var last = new TestWriter(Another(), log, new Random(1), 900);
        await last.OpenAsync(Token);
        TestLog.AssertHolds(last.Nonces, acknowledged);
        Assert.True(await last.TryAppendAsync(Token));
    }

    [Fact]
    public async Task OpenAsync_WriterKilledAtMoreAndMoreSteps_RecoversAllThatWasAcknowledged()
    {
        Assert.SkipWhen(storage.Missing is not null, storage.Missing ?? "");
        var last = 0;
        for (var isKilled = true; isKilled; last += KillStride)
        {
            var log = $"killed/{Guid.NewGuid():N}";
            var killed = await MortalWriter.LiveAsync(storage.Storage, log, last, last % 2 == 0, Token);
            isKilled = killed.WasKilled;

            var next = new TestWriter(Racer(), log, new Random(last), 900);
            await next.OpenAsync(Token);
            TestLog.AssertHolds(next.Nonces, killed.Acknowledged);
            Assert.InRange(next.Nonces.Count, killed.Acknowledged.Count, killed.Acknowledged.Count + 1);
            Assert.True(await next.TryAppendAsync(Token));
        }

        Assert.True(last > 400, $"Only {last} steps.");
    }

    protected override ILogStore Racer() => Rings.Open(storage.Storage, Rings.Small);

    protected override ILogStore Another()
    {
        Assert.SkipWhen(storage.Missing is not null, storage.Missing ?? "");
        return Rings.Open(storage.Storage, new RingOptions());
    }

    private static async Task LiveAsync(TestWriter writer, Random random)
    {
        try
        {
            await writer.OpenAsync(Token);
            for (var i = 0; i < 40 && await writer.TryAppendAsync(Token); i++)
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
    }

    private Task<string?[]> RaceAsync(string name, string? etag) => Task.WhenAll(
        Enumerable.Range(0, 2).Select(i => Task.Run(() => TryWriteAsync(name, (byte)i, etag))));

    private async Task<string?> TryWriteAsync(string name, byte content, string? etag)
    {
        try
        {
            return await Blocks().WriteAsync(name, [content], etag, Token);
        }
        catch (BlockConflictException)
        {
            return null;
        }
    }

    private BlockStore Blocks() => new(storage.Storage, new RingOptions(), TimeProvider.System);
}
