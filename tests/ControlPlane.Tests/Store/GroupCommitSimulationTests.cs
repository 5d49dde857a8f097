using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansScheduler.ControlPlane.Store;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.State;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.ControlPlane.Tests.Store;

/// <summary>
/// Runs a store over a log that fails at every step, with one seed per history, recovering it after each failure.
/// </summary>
public sealed class GroupCommitSimulationTests
{
    private const string Type = "things";
    private const int Lives = 12;
    private const int GroupSize = 5;

    private static readonly ResourceStoreOptions Options = new()
    {
        HistoryMaxEvents = 40,
        BatchMaxEvents = 8,
        SnapshotMinBytes = 200,
    };

    [Fact]
    public void FaultyLog_LosesNothingAcknowledgedAndLeavesNoHole() =>
        Gen.Int[0, int.MaxValue].Sample(seed => OneAtATime(() => Simulate(seed)), iter: 100, threads: 1);

    [Fact]
    public async Task AppendAsync_OutcomeUnknownButWritten_IsAcknowledged()
    {
        var logs = new InMemoryLogStore();
        var commit = await RecoverAsync(logs, new Random(1));
        logs.Fault = Failing("append.after");

        var outcomes = await commit.WriteAsync([Create("a", 1)], CancellationToken.None);

        Assert.Equal(WriteStatus.Committed, outcomes[0].Status);
        Assert.False(commit.Failed.IsCompleted);
    }

    [Fact]
    public async Task AppendAsync_NotWritten_FailsTheWaiterAndTakesNoMore()
    {
        var logs = new InMemoryLogStore();
        var commit = await RecoverAsync(logs, new Random(1));
        logs.Fault = Failing("append.before");

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => commit.WriteAsync([Create("a", 1)], CancellationToken.None));

        logs.Fault = _ => Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => commit.WriteAsync([Create("b", 1)], CancellationToken.None));
        Assert.Equal(0, commit.State.Current.Objects.Count);
    }

    [Fact]
    public async Task WriteAsync_AfterAnotherOpenedTheLog_IsFenced()
    {
        var logs = new InMemoryLogStore();
        var zombie = await RecoverAsync(logs, new Random(1));
        var owner = await RecoverAsync(logs, new Random(2));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => zombie.WriteAsync([Create("a", 1)], CancellationToken.None));
        var outcomes = await owner.WriteAsync([Create("a", 2)], CancellationToken.None);

        Assert.Equal(WriteStatus.Committed, outcomes[0].Status);
    }

    // As a grain's turns: never two at once, in the order they became ready.
    private static void OneAtATime(Func<Task> simulation) => Task.Factory
        .StartNew(
            simulation,
            CancellationToken.None,
            TaskCreationOptions.None,
            new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler)
        .Unwrap()
        .WaitAsync(TimeSpan.FromSeconds(30))
        .GetAwaiter()
        .GetResult();

    private static async Task Simulate(int seed)
    {
        var random = new Random(seed);
        var logs = new InMemoryLogStore();
        var acknowledged = new Dictionary<string, (long Revision, WatchEventType Type)>();
        for (var life = 0; life < Lives; life++)
        {
            logs.Fault = _ => Task.CompletedTask;
            var commit = await RecoverAsync(logs, random);
            Check(commit, acknowledged);
            await using var watch = commit.State.Watch(new WatchQuery { AfterRevision = commit.State.OldestRevision });
            var seen = commit.State.OldestRevision;
            logs.Fault = RandomFaults(random);
            var writers = Enumerable.Range(0, 6).Select(_ => WriteSomeAsync(commit, acknowledged, random)).ToArray();
            await Task.WhenAll([.. writers, WriteGroupsAsync(commit, $"group{life}", random)]);
            await commit.StopAsync();
            while (watch.TryRead(out var next))
            {
                Assert.Equal(++seen, next.Revision);
            }

            Assert.Equal(commit.State.Current.Revision, seen);
        }
    }

    private static void Check(GroupCommit commit, Dictionary<string, (long Revision, WatchEventType Type)> acknowledged)
    {
        var state = commit.State.Current;
        foreach (var (name, (revision, type)) in acknowledged)
        {
            // Later writes of unknown outcome may have followed, but never a state older than the acknowledged one.
            var found = state.Objects.Find(new ObjectKey("", name));
            Assert.True(found is null ? type == WatchEventType.Deleted || state.Revision > revision : found.Revision >= revision);
            Assert.True(state.Revision >= revision);
        }

        var all = state.Objects.From(new ObjectKey("", "")).ToList();
        Assert.Equal(state.Objects.Count, all.Count);
        Assert.All(
            all.Where(stored => stored.Key.Name.StartsWith("group", StringComparison.Ordinal)).CountBy(stored => stored.Key.Name.Split('-')[0]),
            group => Assert.Equal(GroupSize, group.Value));
    }

    // Larger than what is left of most batches.
    private static async Task WriteGroupsAsync(GroupCommit commit, string name, Random random)
    {
        for (var i = 0; i < 6; i++)
        {
            var group = $"{name}x{i}";
            try
            {
                await commit.WriteAsync(
                    [.. Enumerable.Range(0, GroupSize).Select(n => Create($"{group}-{n}", random.Next(100)) with { Group = group })],
                    CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                return;
            }
        }
    }

    private static async Task WriteSomeAsync(
        GroupCommit commit, Dictionary<string, (long Revision, WatchEventType Type)> acknowledged, Random random)
    {
        for (var i = 0; i < 10; i++)
        {
            var name = $"n{random.Next(8)}";
            var action = (WriteAction)random.Next(3);
            try
            {
                var request = Create(name, random.Next(100)) with { Action = action };
                var outcome = (await commit.WriteAsync([request], CancellationToken.None))[0];
                Acknowledge(outcome, action, name, acknowledged);
            }
            catch (StoreUnavailableException)
            {
                return;
            }
        }
    }

    private static void Acknowledge(
        WriteOutcome outcome,
        WriteAction action,
        string name,
        Dictionary<string, (long Revision, WatchEventType Type)> acknowledged)
    {
        if (outcome is not { Status: WriteStatus.Committed, Object: { } stored })
        {
            return;
        }

        lock (acknowledged)
        {
            if (acknowledged.GetValueOrDefault(name).Revision < stored.Revision)
            {
                acknowledged[name] = (stored.Revision, (WatchEventType)(int)action);
            }
        }
    }

    private static Func<string, Task> RandomFaults(Random random) => async step =>
    {
        await Task.Yield();
        int dice;
        lock (random)
        {
            dice = random.Next(40);
        }

        if (dice == 0)
        {
            throw new IOException($"injected at {step}");
        }
    };

    private static Func<string, Task> Failing(string step) =>
        at => at == step ? Task.FromException(new IOException($"injected at {step}")) : Task.CompletedTask;

    private static async Task<GroupCommit> RecoverAsync(InMemoryLogStore logs, Random random)
    {
        var nonce = new byte[16];
        var recovered = await RecoveredLog.OpenAsync(
            logs, Type, IndexSchema.Default, Options, TimeProvider.System, CancellationToken.None);
        return new GroupCommit(logs, recovered, Options, NewNonce, NullLogger.Instance);

        Guid NewNonce()
        {
            lock (random)
            {
                random.NextBytes(nonce);
            }

            return new Guid(nonce);
        }
    }

    private static WriteRequest Create(string name, int value) => new()
    {
        Action = WriteAction.Create,
        Key = new ObjectKey("", name),
        Json = Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{name}}}"},"value":{{{value}}}}"""),
    };
}
