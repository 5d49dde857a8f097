using System.Text;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Tests.Store.Replication;

public sealed class ReplicaWatchTests
{
    private readonly WriteSequencer _writes = new(ResourceSnapshot.Empty(IndexSchema.Default));
    private readonly ResourceReplica _replica;

    public ReplicaWatchTests() => _replica = new(
        _writes.Head,
        IndexSchema.Default,
        new ReplicaOptions { WatchBuffer = 4, History = new HistoryWindow { MaxEvents = 8 } },
        TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_NarrowedByOwner_SeesTheOwnersObjectsEnterAndLeave()
    {
        await using var watch = _replica.Watch(new WatchQuery
        {
            AfterRevision = null,
            Index = new IndexKey(ObjectIndex.OwnerUid, "job"),
        });

        Write(WriteAction.Create, "mine", "job");
        Write(WriteAction.Create, "other", "else");
        Write(WriteAction.Update, "mine", "else");

        Assert.True(watch.TryRead(out var entered));
        Assert.True(watch.TryRead(out var left));
        Assert.False(watch.TryRead(out _));
        Assert.Equal((WatchEventType.Added, WatchEventType.Modified), (entered.Type, left.Type));
        Assert.Equal(_replica.Current.Revision, watch.Progress);
    }

    [Fact]
    public async Task Watch_SlowReader_ReadsItsBufferAndIsEnded()
    {
        await using var slow = _replica.Watch(new WatchQuery { AfterRevision = null });
        await using var other = _replica.Watch(new WatchQuery { AfterRevision = null, Name = "n5", Namespace = "" });
        for (var i = 0; i < 6; i++)
        {
            Write(WriteAction.Create, $"n{i}", "");
        }

        var read = 0;
        while (slow.TryRead(out _))
        {
            read++;
        }

        Assert.Equal(4, read);
        await Assert.ThrowsAsync<RevisionExpiredException>(async () => await slow.WaitToReadAsync(Token));
        Assert.True(other.TryRead(out var only));
        Assert.Equal("n5", only.Object.Key.Name);
    }

    [Fact]
    public void Watch_FromBeforeTheWindow_IsExpired()
    {
        var start = _replica.Current.Revision;
        for (var i = 0; i < 20; i++)
        {
            Write(WriteAction.Create, $"n{i}", "");
        }

        Assert.Throws<RevisionExpiredException>(() => _replica.Watch(new WatchQuery { AfterRevision = start }));
    }

    [Fact]
    public async Task Watch_Resumed_DeliversTheHistoryThenWhatFollows()
    {
        var start = _replica.Current.Revision;
        Write(WriteAction.Create, "a", "");
        await using var watch = _replica.Watch(new WatchQuery { AfterRevision = start });
        Assert.Equal(start, watch.Progress);
        Write(WriteAction.Delete, "a", "");

        Assert.True(watch.TryRead(out var first) && first.Type == WatchEventType.Added);
        Assert.True(watch.TryRead(out var second) && second.Type == WatchEventType.Deleted);
        Assert.Equal(first.Revision + 1, second.Revision);
    }

    [Fact]
    public async Task Reset_OpenWatch_IsEnded()
    {
        await using var watch = _replica.Watch(new WatchQuery { AfterRevision = null });

        _replica.Reset(ResourceSnapshot.Restore(IndexSchema.Default, 50, [], []));

        await Assert.ThrowsAsync<RevisionExpiredException>(async () => await watch.WaitToReadAsync(Token));
    }

    private void Write(WriteAction action, string name, string owner)
    {
        var json = $$$"""{"metadata":{"name":"{{{name}}}","ownerReferences":[{"uid":"{{{owner}}}"}]}}""";
        var decision = _writes.Decide(
            [new WriteRequest { Action = action, Key = new("", name), Json = Encoding.UTF8.GetBytes(json) }])[0];
        _replica.Apply([decision.Event!]);
    }
}
