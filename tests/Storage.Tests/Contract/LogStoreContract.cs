using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Tests.Contract;

/// <summary>What every log store promises, whatever it stands on.</summary>
public abstract class LogStoreContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many races are run; each is a few dozen calls to the storage.</summary>
    protected abstract int Races { get; }

    /// <summary>The store as another process would open it.</summary>
    protected abstract ILogStore Another();

    /// <summary>The same, made for logs that several keep opening.</summary>
    protected virtual ILogStore Racer() => Another();

    [Fact]
    public async Task OpenAsync_NewLog_IsEmpty()
    {
        var store = Another();

        var opening = await store.OpenAsync(NewLog(), Token);

        Assert.Null(opening.Snapshot);
        Assert.Equal(LogRecord.FirstSequence, opening.NextSequence);
        Assert.Empty(await store.ReadAsync(opening.Epoch.Log, 1, Token).ToListAsync(Token));
        await store.ConfirmAsync(opening.Epoch, Token);
    }

    [Fact]
    public async Task AppendAsync_Restarted_AnswersTheSameRecords()
    {
        var log = NewLog();
        var written = new List<LogRecord>();
        for (var start = 0; start < 3; start++)
        {
            var store = Another();
            var opening = await store.OpenAsync(log, Token);
            Assert.Equal(written.Count + 1, opening.NextSequence);
            for (var i = 0; i < 7; i++)
            {
                written.Add(TestRecord.Create(written.Count + 1, 1 + (i * 500)));
                await store.AppendAsync(opening.Epoch, written[^1], Token);
            }
        }

        var read = await Another().ReadAsync(log, 1, Token).ToListAsync(Token);

        Assert.Equal(written.Select(record => record.Nonce), read.Select(record => record.Nonce));
        Assert.All(read, TestRecord.AssertIntact);
        var tail = await Another().ReadAsync(log, 15, Token).ToListAsync(Token);
        Assert.Equal(written.Skip(14).Select(record => record.Nonce), tail.Select(record => record.Nonce));
    }

    [Fact]
    public async Task AppendAsync_LargestRecords_AreWhole()
    {
        var store = Another();
        var opening = await store.OpenAsync(NewLog(), Token);
        int[] sizes = [0, 1, 512 * 1024, (512 * 1024) + 1, Math.Min(store.MaxPayloadBytes, 4 * 1024 * 1024), 3];
        for (var i = 0; i < sizes.Length; i++)
        {
            await store.AppendAsync(opening.Epoch, TestRecord.Create(i + 1, sizes[i]), Token);
        }

        var read = await Another().ReadAsync(opening.Epoch.Log, 1, Token).ToListAsync(Token);

        Assert.Equal(sizes, read.Select(record => record.Payload.Length));
        Assert.All(read, TestRecord.AssertIntact);
    }

    [Fact]
    public async Task OpenAsync_ByAnother_FencesAllTheOlderOneDoes()
    {
        var log = NewLog();
        var (older, newer) = (Another(), Another());
        var old = (await older.OpenAsync(log, Token)).Epoch;
        await older.AppendAsync(old, TestRecord.Create(1, 10), Token);
        var current = (await newer.OpenAsync(log, Token)).Epoch;
        var snapshot = new LogSnapshot(1, 1);

        await Assert.ThrowsAsync<LogFencedException>(() => older.ConfirmAsync(old, Token));
        await Assert.ThrowsAsync<LogFencedException>(() => older.WriteSnapshotAsync(old, snapshot, [new byte[3]], Token));
        await Assert.ThrowsAsync<LogFencedException>(() => older.TrimAsync(old, 1, Token));
        await Assert.ThrowsAsync<LogFencedException>(() => older.AppendAsync(old, TestRecord.Create(2, 10), Token));
        await newer.ConfirmAsync(current, Token);
        await newer.AppendAsync(current, TestRecord.Create(2, 20), Token);

        var opening = await Another().OpenAsync(log, Token);
        var read = await newer.ReadAsync(log, 1, Token).ToListAsync(Token);
        Assert.Null(opening.Snapshot);
        Assert.Equal([10, 20], read.Select(record => record.Payload.Length));
    }

    [Fact]
    public async Task WriteSnapshotAsync_AgainAndAgain_TheNewestIsRecoveredAndTheRestForgotten()
    {
        var log = NewLog();
        var random = new Random(1);
        var writer = new TestWriter(Another(), log, random, 300);
        await writer.OpenAsync(Token);
        for (var i = 1; i <= 600; i++)
        {
            Assert.True(await writer.TryAppendAsync(Token));
            if (i % 97 == 0)
            {
                await writer.SnapshotAsync(random.Next(0, 120), Token);
            }
        }

        var recovering = new TestWriter(Another(), log, random, 300);
        await recovering.OpenAsync(Token);

        Assert.Equal(writer.Nonces, recovering.Nonces);
    }

    [Fact]
    public async Task WriteSnapshotAsync_LargeChunks_AreWhole()
    {
        var store = Another();
        var opening = await store.OpenAsync(NewLog(), Token);
        await store.AppendAsync(opening.Epoch, TestRecord.Create(1, 10), Token);
        byte[][] chunks = [.. new[] { 3_000_000, 0, 1, 700_000 }.Select(size => TestRecord.Create(1, size).Payload.ToArray())];
        var snapshot = new LogSnapshot(1, 1);

        await store.WriteSnapshotAsync(
            opening.Epoch, snapshot, chunks.Select(chunk => (ReadOnlyMemory<byte>)chunk), Token);

        var read = await Another().ReadSnapshotAsync(opening.Epoch.Log, snapshot, Token).ToListAsync(Token);
        Assert.Equal(chunks.Select(Convert.ToHexString), read.Select(chunk => Convert.ToHexString(chunk.Span)));
    }

    [Fact]
    public async Task AppendAsync_TwoActivationsRacing_ExactlyOneWinsEachPlace()
    {
        for (var seed = 0; seed < Races; seed++)
        {
            var log = NewLog();
            var writers = Enumerable.Range(0, 2)
                .Select(i => new TestWriter(Racer(), log, new Random((seed * 2) + i), 900)).ToArray();
            await Task.WhenAll(writers.Select((writer, i) => Task.Run(() => RaceAsync(writer, seed + i))));

            var last = new TestWriter(Racer(), log, new Random(seed), 900);
            await last.OpenAsync(Token);
            TestLog.AssertHolds(last.Nonces, writers.SelectMany(writer => writer.Acknowledged));
            Assert.True(await last.TryAppendAsync(Token));
        }
    }

    private static async Task RaceAsync(TestWriter writer, int seed)
    {
        var random = new Random(seed);
        for (var open = 0; open < 2; open++)
        {
            try
            {
                await writer.OpenAsync(Token);
                for (var i = random.Next(1, 6); i > 0 && await writer.TryAppendAsync(Token); i--)
                {
                }
            }
            catch (LogFencedException)
            {
                // The other one opened while this one was still reading.
            }
        }
    }

    private static string NewLog() => $"test/{Guid.NewGuid():N}";
}
