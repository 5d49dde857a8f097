using System.Text;
using CsCheck;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Tests.Store.State;

public sealed class ResourceSnapshotTests
{
    private static readonly ObjectIndex ByNode = new(
        "spec.nodeName", stored => Node(stored) is { Length: > 0 } node ? [node] : []);

    private static readonly IndexSchema Schema = new([ByNode, ObjectIndex.ByOwnerUid], ByNode.Name);

    private static readonly Gen<WriteRequest> Writes =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 40], Gen.Int[0, 3], Gen.Int[0, 400].Nullable())
            .Select((action, space, name, node, expected) => new WriteRequest
            {
                Action = (WriteAction)action,
                Key = new ObjectKey($"ns{space}", $"p{name}"),
                Json = Json($"p{name}", node == 0 ? "" : $"node{node}"),
                ExpectedRevision = expected is { } some && some % 4 == 0 ? some : null,
            });

    [Fact]
    public void Decide_AnyWrites_EqualsTheNaiveModel() =>
        Writes.Array[0, 400].Sample(writes =>
        {
            var sequencer = new WriteSequencer(ResourceSnapshot.Empty(Schema));
            var model = new SortedDictionary<ObjectKey, (long Revision, string Json)>();
            var revision = Schema.FirstRevision;
            foreach (var write in writes)
            {
                var decision = sequencer.Decide([write])[0];
                Assert.Equal(Expected(model, write), decision.Status);
                if (decision.Status != WriteStatus.Committed)
                {
                    continue;
                }

                Assert.Equal(++revision, decision.Object?.Revision);
                _ = write.Action == WriteAction.Delete
                    ? model.Remove(write.Key)
                    : (model[write.Key] = (revision, Encoding.UTF8.GetString(write.Json.Span))).Revision > 0;
            }

            AssertEqual(model, sequencer.Head);
        });

    [Fact]
    public async Task At_AnyPastRevision_IsTheStateThen() =>
        await Writes.Array[1, 300].SampleAsync(async writes =>
        {
            var sequencer = new WriteSequencer(ResourceSnapshot.Empty(Schema));
            var replica = new ResourceReplica(sequencer.Head, Schema, new ReplicaOptions(), TimeProvider.System);
            var states = new List<ResourceSnapshot> { sequencer.Head };
            foreach (var write in writes)
            {
                if (sequencer.Decide([write])[0].Event is { } accepted)
                {
                    replica.Apply([accepted]);
                    states.Add(sequencer.Head);
                }
            }

            foreach (var then in states)
            {
                var page = await replica.ListAsync(new ListQuery { AtRevision = then.Revision, Limit = 5 }, default);
                Assert.Equal(All(then).Take(5), page.Items);
                Assert.Equal(All(then), All(replica.At(then.Revision)));
                Assert.Equal(
                    All(then).Where(stored => Node(stored) == "node1"), All(replica.At(then.Revision).Under(new(ByNode.Name, "node1"))));
            }
        });

    [Fact]
    public void Decide_GuardMovedByAnother_IsRefused()
    {
        var sequencer = new WriteSequencer(ResourceSnapshot.Empty(Schema));
        var known = sequencer.Head.Revision;

        var first = sequencer.Decide([Bind("a", known), Bind("b", known)]);
        var second = sequencer.Decide([Bind("c", known), Bind("d", sequencer.Head.Revision)]);

        Assert.All(first, decision => Assert.Equal(WriteStatus.Committed, decision.Status));
        Assert.Equal([WriteStatus.GuardRefused, WriteStatus.Committed], second.Select(decision => decision.Status));
    }

    [Fact]
    public void Decide_GroupWithARefusedWrite_LeavesNoTraceOfTheOthers()
    {
        var sequencer = new WriteSequencer(ResourceSnapshot.Empty(Schema), groupMaxBytes: 100);
        var known = sequencer.Head.Revision;
        sequencer.Decide([Bind("a", known)]);
        var before = sequencer.Head.Revision;

        var decisions = sequencer.Decide(
            [Bind("b", before) with { Group = "g" }, Bind("a", before) with { Group = "g" }, Bind("c", before) with { Group = "h" }]);
        var tooLarge = sequencer.Decide(
            [.. Enumerable.Range(0, 9).Select(i => Bind($"x{i}", sequencer.Head.Revision) with { Group = "large" })]);

        Assert.Equal(
            [WriteStatus.GroupRefused, WriteStatus.AlreadyExists, WriteStatus.Committed], decisions.Select(decision => decision.Status));
        Assert.Equal(before + 1, decisions[2].Object!.Revision);
        Assert.All(tooLarge, decision => Assert.Equal(WriteStatus.GroupRefused, decision.Status));
        Assert.Equal(before + 1, sequencer.Head.Revision);
    }

    [Fact]
    public async Task ListAsync_Pages_CoverTheNamespaceOnceAtOneRevision()
    {
        var replica = Filled(1000);
        var (names, after, remaining) = (new List<string>(), (ObjectKey?)null, 0L);
        long? revision = null;
        do
        {
            var page = await replica.ListAsync(
                new ListQuery { Namespace = "ns1", Limit = 37, After = after, AtRevision = revision },
                TestContext.Current.CancellationToken);
            names.AddRange(page.Items.Select(stored => stored.Key.Name));
            (after, revision, remaining) = (page.Items[^1].Key, page.Revision, page.Remaining);
            Assert.Equal(500 - names.Count, remaining);
            replica.Apply([new WatchEvent(
                WatchEventType.Added,
                new StoredObject(new("ns1", $"new{names.Count}"), replica.Current.Revision + 1, Json("x", "")),
                null)]);
        }
        while (remaining > 0);

        Assert.Equal(500, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    private static ResourceReplica Filled(int count)
    {
        var sequencer = new WriteSequencer(ResourceSnapshot.Empty(Schema));
        var replica = new ResourceReplica(sequencer.Head, Schema, new ReplicaOptions(), TimeProvider.System);
        replica.Apply([.. Enumerable.Range(0, count).Select(i => sequencer.Decide([new WriteRequest
        {
            Action = WriteAction.Create,
            Key = new ObjectKey($"ns{i % 2}", $"p{i}"),
            Json = Json($"p{i}", ""),
        }])[0].Event!)]);
        return replica;
    }

    private static WriteRequest Bind(string name, long known) => new()
    {
        Action = WriteAction.Create,
        Key = new ObjectKey("ns", name),
        Json = Json(name, "node1"),
        Guard = new WriteGuard(new IndexKey(ByNode.Name, "node1"), known),
    };

    private static WriteStatus Expected(
        SortedDictionary<ObjectKey, (long Revision, string Json)> model, WriteRequest write)
    {
        var exists = model.TryGetValue(write.Key, out var current);
        return (write.Action, exists) switch
        {
            (WriteAction.Create, true) => WriteStatus.AlreadyExists,
            (WriteAction.Create, false) => WriteStatus.Committed,
            (_, false) => WriteStatus.NotFound,
            _ => write.ExpectedRevision is { } expected && expected != current.Revision
                ? WriteStatus.Conflict
                : WriteStatus.Committed,
        };
    }

    private static void AssertEqual(
        SortedDictionary<ObjectKey, (long Revision, string Json)> model, ResourceSnapshot state)
    {
        Assert.Equal(model.Select(entry => (entry.Key, entry.Value.Revision)), All(state).Select(o => (o.Key, o.Revision)));
        Assert.Equal(model.Sum(entry => entry.Value.Json.Length), state.Bytes);
        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            Assert.Equal(
                All(state).Where(stored => Node(stored) == node), All(state.Under(new IndexKey(ByNode.Name, node))));
            Assert.Equal(state.Guards.ContainsKey(node), state.Under(new IndexKey(ByNode.Name, node)).Count > 0);
        }
    }

    private static List<StoredObject> All(ResourceSnapshot state) => All(state.Objects);

    private static List<StoredObject> All(SortedObjects objects) => [.. objects.From(new ObjectKey("", ""))];

    private static byte[] Json(string name, string node) =>
        Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{name}}}","labels":{"node":"{{{node}}}"} } }""");

    private static string? Node(StoredObject stored) => stored.Head.Labels.GetValueOrDefault("node");
}
