using OrleansScheduler.ControlPlane.Schedulers;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class SchedulingQueueTests
{
    private readonly SchedulingQueue _queue = new(new SchedulerOptions());

    [Fact]
    public void Take_WithSeveralPriorities_GivesTheHighestFirstAndThenTheOldest()
    {
        Add("a", priority: 0);
        Add("b", priority: -5);
        Add("c", priority: 10);
        Add("d", priority: 0);

        Assert.Equal(["c", "a", "d", "b"], Take(10, At(0)));
    }

    [Fact]
    public void Shelve_TimeAfterTime_DoublesTheBackoffUpToTheLimit()
    {
        Add("p");
        Add("other", priority: -1);
        var now = TimeSpan.Zero;
        foreach (var seconds in (int[])[1, 2, 4, 8, 10, 10])
        {
            Assert.Equal("p", Take(1, now).Single());
            _queue.Shelve(Refused("p", ClusterChanges.PodGone), now);
            _queue.Signal(ClusterChanges.PodGone, null, now);

            // Somebody else is there, so that the pod has to wait for its time.
            Assert.Equal(["other"], Take(9, now + At(seconds) - TimeSpan.FromTicks(1)));
            _queue.Remove(Key("other"));
            Add("other", priority: -1);
            now += At(seconds);
        }
    }

    [Fact]
    public void Take_WithNothingElseToTry_DoesNotWaitForTheBackoff()
    {
        Add("p");
        Take(1, At(0));
        _queue.Shelve(Refused("p", ClusterChanges.PodGone), At(0));

        Assert.Empty(Take(1, At(0)));
        _queue.Signal(ClusterChanges.PodGone, null, At(0));

        Assert.Equal(TimeSpan.Zero, _queue.NextIn(At(0), At(10)));
        Assert.Equal(["p"], Take(1, At(0)));
    }

    [Fact]
    public void Retry_AfterAConflict_WaitsForItsPauseEvenWhenIdle()
    {
        Add("p");
        Take(1, At(0));
        _queue.Retry(Key("p"), At(0));

        Assert.Empty(Take(1, At(0)));
        Assert.Equal(TimeSpan.FromMilliseconds(10), _queue.NextIn(At(0), At(10)));
        Assert.Equal(["p"], Take(1, TimeSpan.FromMilliseconds(10)));
    }

    [Fact]
    public void Signal_OfAChangeThatIsNoHelp_LeavesThePodAlone()
    {
        Add("p");
        Take(1, At(0));
        _queue.Shelve(Refused("p", ClusterChanges.NodeLabels), At(0));

        _queue.Signal(ClusterChanges.PodGone, null, At(5));

        Assert.Empty(Take(1, At(5)));
    }

    [Fact]
    public void Signal_OfANodeThatStillRefuses_LeavesThePodAlone()
    {
        Add("p");
        Take(1, At(0));
        _queue.Shelve(Refused("p", ClusterChanges.PodGone, isNodeLocal: true), At(0));

        _queue.Signal(ClusterChanges.PodGone, _ => false, At(5));
        Assert.Empty(Take(1, At(5)));

        _queue.Signal(ClusterChanges.NodeTaints, _ => true, At(5));
        Assert.Equal(["p"], Take(1, At(5)));
    }

    [Fact]
    public void Signal_WhileThePodIsBeingTried_IsNotMissed()
    {
        Add("p");
        Take(1, At(0));
        _queue.Signal(ClusterChanges.PodGone, _ => false, At(0));

        _queue.Shelve(Refused("p", ClusterChanges.PodGone), At(0));

        Assert.Equal(["p"], Take(1, At(0)));
    }

    [Fact]
    public void Take_AfterFiveMinutesWithoutAChange_TriesThePodAgain()
    {
        Add("p");
        Take(1, At(0));
        _queue.Shelve(Refused("p", ClusterChanges.NodeLabels), At(0));

        Assert.Empty(Take(1, At(299)));
        Assert.Equal(["p"], Take(1, At(300)));
    }

    [Fact]
    public void Remove_OfAPodInAnyState_ForgetsIt()
    {
        Add("active");
        Add("shelved");
        Take(1, At(0));
        _queue.Shelve(Refused("active", ClusterChanges.PodGone), At(0));

        _queue.Remove(Key("active"));
        _queue.Remove(Key("shelved"));
        _queue.Signal(ClusterChanges.PodGone, null, At(1));

        Assert.Empty(Take(9, At(600)));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void TakeToo_PodsThatWaitForWhatever_AreTakenOnceAndPrematureTriesCostNoBackoff()
    {
        Add("shelved");
        Add("premature");
        Take(2, At(0));
        _queue.Shelve(Refused("shelved", ClusterChanges.PodGone), At(0));
        _queue.Shelve(Refused("premature", ClusterChanges.None) with { IsPremature = true }, At(0));
        Add("active");
        ObjectKey[] all = [Key("shelved"), Key("premature"), Key("active"), Key("unknown")];

        Assert.Equal(["shelved", "premature", "active"], _queue.TakeToo(all).Select(pod => pod.Key.Name));
        Assert.Empty(_queue.TakeToo(all));
        Assert.Empty(Take(9, At(100)));
        Assert.True(_queue.TryGet(Key("premature"), out var queued));
        Assert.Equal((0, 1, At(0)), (queued.Attempts, queued.PrematureTries, queued.NotBefore));
    }

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);

    private static ObjectKey Key(string name) => new("default", name);

    private static PodRefusal Refused(string name, ClusterChanges unblockedBy, bool isNodeLocal = false) => new()
    {
        Pod = PodDemand.Of(TestObjects.Pod(name)), Message = "", UnblockedBy = unblockedBy, IsNodeLocal = isNodeLocal,
    };

    private void Add(string name, int priority = 0) =>
        _queue.Add(PodDemand.Of(TestObjects.Pod(name, priority: priority)), true, TimeSpan.Zero);

    private string[] Take(int max, TimeSpan now) => [.. _queue.Take(max, now).Select(pod => pod.Key.Name)];
}
