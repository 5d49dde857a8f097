using System.Text;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Storage.Sqlite;

namespace OrleansScheduler.ControlPlane.Tests.Store;

public sealed class SiloResourceStoreTests : IDisposable
{
    private const string Type = "configmaps";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("silo-store-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task ListAsync_NothingEverWritten_AnswersARevisionAboveZero()
    {
        await using var silo = await StartAsync();

        var page = await silo.Store.ListAsync(Type, new ListQuery(), Token);

        Assert.Empty(page.Items);
        Assert.True(page.Revision > 0);
    }

    [Fact]
    public async Task GetAsync_AfterAnAcknowledgedWrite_SeesItWithEveryConsistency()
    {
        await using var silo = await StartAsync();
        for (var i = 0; i < 100; i++)
        {
            var written = await CreateAsync(silo, $"c{i}");

            var any = await silo.Store.GetAsync(Type, Key($"c{i}"), ReadConsistency.Any, Token);
            var newest = await silo.Store.GetAsync(Type, Key($"c{i}"), ReadConsistency.MostRecent, Token);

            Assert.Equal(written.Revision, any?.Revision);
            Assert.Equal(written.Revision, newest?.Revision);
        }
    }

    [Fact]
    public async Task Restart_OverTheSameDirectory_KeepsObjectsAndResumesWatches()
    {
        long first;
        await using (var silo = await StartAsync())
        {
            first = (await CreateAsync(silo, "a")).Revision;
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => CreateAsync(silo, $"b{i}")));
            var removed = await silo.Store.WriteAsync(Type, [Request(WriteAction.Delete, "b7")], Token);
            Assert.Equal(WriteStatus.Committed, removed[0].Status);
        }

        await using var again = await StartAsync();
        var page = await again.Store.ListAsync(Type, new ListQuery(), Token);
        Assert.Equal(500, page.Items.Count);
        await using var watch = await again.Store.WatchAsync(Type, new WatchQuery { AfterRevision = first }, Token);
        for (var revision = first + 1; revision <= page.Revision; revision++)
        {
            Assert.True(await watch.WaitToReadAsync(Token));
            Assert.True(watch.TryRead(out var next));
            Assert.Equal(revision, next.Revision);
            Assert.Equal(revision == page.Revision ? WatchEventType.Deleted : WatchEventType.Added, next.Type);
        }

        Assert.Equal(page.Revision, watch.Progress);
        Assert.Equal(page.Revision + 1, (await CreateAsync(again, "c")).Revision);
    }

    [Fact]
    public async Task Restart_AfterSnapshots_KeepsObjectsAndTheHistoryWindow()
    {
        long last = 0;
        await using (var silo = await StartAsync())
        {
            for (var round = 0; round < 40; round++)
            {
                var outcomes = await silo.Store.WriteAsync(
                    Type,
                    [.. Enumerable.Range(0, 50).Select(i => Request(round == 0 ? WriteAction.Create : WriteAction.Update, $"s{i}"))],
                    Token);
                last = outcomes[^1].Object!.Revision;
            }
        }

        await using var again = await StartAsync();
        var page = await again.Store.ListAsync(Type, new ListQuery(), Token);
        Assert.Equal(50, page.Items.Count);
        Assert.Equal(last, page.Revision);
        await Assert.ThrowsAsync<RevisionExpiredException>(
            async () => await again.Store.WatchAsync(Type, new WatchQuery { AfterRevision = 1 }, Token));
    }

    [Fact]
    public async Task ListAsync_RevisionOfTheFuture_IsRefusedAfterAMoment()
    {
        await using var silo = await StartAsync();
        var newest = await silo.Store.ListAsync(Type, new ListQuery(), Token);

        await Assert.ThrowsAsync<RevisionTooLargeException>(
            async () => await silo.Store.ListAsync(
                Type, new ListQuery { NotOlderThan = newest.Revision + 1000 }, Token));
    }

    [Fact]
    public async Task StartAsync_DirectoryInUse_FailsAndNamesIt()
    {
        await using var silo = await StartAsync();

        var refused = await Assert.ThrowsAsync<DataDirectoryException>(StartAsync);

        Assert.Contains(_directory.FullName, refused.Message, StringComparison.Ordinal);
    }

    private Task<StoreHost> StartAsync() => StoreHost.StartAsync(
        _directory.FullName,
        options =>
        {
            options.RevisionWait = TimeSpan.FromMilliseconds(500);
            options.HistoryMaxEvents = 1024;
            options.SnapshotMinBytes = 1024;
        },
        Token);

    private static async Task<StoredObject> CreateAsync(StoreHost silo, string name)
    {
        var outcomes = await silo.Store.WriteAsync(Type, [Request(WriteAction.Create, name)], Token);
        Assert.Equal(WriteStatus.Committed, outcomes[0].Status);
        return outcomes[0].Object!;
    }

    private static WriteRequest Request(WriteAction action, string name) => new()
    {
        Action = action,
        Key = Key(name),
        Json = Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{name}}}","uid":"{{{name}}}"}}"""),
    };

    private static ObjectKey Key(string name) => new("default", name);
}
