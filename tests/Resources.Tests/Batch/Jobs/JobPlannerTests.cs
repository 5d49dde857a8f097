using CsCheck;
using k8s.Models;

namespace OrleansScheduler.Resources.Tests.Batch.Jobs;

public sealed class JobPlannerTests
{
    [Fact]
    public void Plan_AllPodsSucceed_Completes()
    {
        var world = new JobWorld(new V1JobSpec { Completions = 2, Parallelism = 2, BackoffLimit = 6 });
        world.Settle();
        Assert.Equal(2, world.Job.Status.Active);

        world.Pods.ForEach(pod => world.End(pod, succeeds: true));
        world.Settle();

        Assert.Equal(["SuccessCriteriaMet", "Complete"], world.Job.Status.Conditions.Select(found => found.Type));
        Assert.Equal(2, world.Job.Status.Succeeded);
        Assert.Null(world.Job.Status.Active);
        Assert.NotNull(world.Job.Status.CompletionTime);
    }

    [Fact]
    public void Plan_PodFails_WaitsForTheBackoff()
    {
        var world = new JobWorld(new V1JobSpec { Completions = 1, Parallelism = 1, BackoffLimit = 1 });
        world.Settle();

        world.End(world.Pods[0], succeeds: false);
        world.Settle();
        Assert.Empty(world.Active);
        Assert.Equal(TimeSpan.FromSeconds(10), world.Plan().LookAgainAfter);

        world.Now += TimeSpan.FromSeconds(10);
        world.Settle();
        Assert.Single(world.Active);

        world.End(world.Active.Single(), succeeds: false);
        world.Settle();
        Assert.Equal("BackoffLimitExceeded", world.Job.Status.Conditions.Last().Reason);
        Assert.True(world.Has("Failed"));
        Assert.Equal(2, world.Job.Status.Failed);
    }

    [Fact]
    public void Plan_IndexedWithFailedIndexes_FailsAtTheEnd()
    {
        var world = new JobWorld(new V1JobSpec
        {
            Completions = 2, Parallelism = 2, CompletionMode = "Indexed", BackoffLimitPerIndex = 0,
            BackoffLimit = int.MaxValue,
        });
        world.Settle();
        Assert.Equal(["j-0", "j-1"], world.Pods.Select(pod => pod.Spec.Hostname));

        world.Pods.ForEach(pod => world.End(pod, succeeds: false));
        world.Settle();

        Assert.Equal("0,1", world.Job.Status.FailedIndexes);
        Assert.Equal("FailedIndexes", world.Job.Status.Conditions.Last().Reason);
    }

    [Fact]
    public void Plan_DeadlinePasses_FailsWithWhatStillRan()
    {
        var world = new JobWorld(new V1JobSpec
        {
            Completions = 1, Parallelism = 1, BackoffLimit = 6, ActiveDeadlineSeconds = 2,
        });
        world.Settle();
        Assert.Equal(TimeSpan.FromSeconds(2), world.Plan().LookAgainAfter);

        world.Now += TimeSpan.FromSeconds(2);
        world.Settle();

        Assert.Equal("DeadlineExceeded", world.Job.Status.Conditions.Last().Reason);
        Assert.Equal(1, world.Job.Status.Failed);
    }

    [Fact]
    public void Plan_SuspendedAndResumed_StopsAndStartsAgain()
    {
        var world = new JobWorld(new V1JobSpec { Completions = 2, Parallelism = 2, BackoffLimit = 6 });
        world.Settle();

        world.Job.Spec.Suspend = true;
        world.Settle();
        Assert.Empty(world.Pods);
        Assert.True(world.Has("Suspended"));

        world.Job.Spec.Suspend = false;
        world.Settle();
        Assert.Equal(2, world.Active.Count());
        Assert.Null(world.Job.Status.Failed);
    }

    // Invariants 6 and 7 over any course of events, with plans made from stale views thrown in.
    [Fact]
    public void Plan_AnyCourse_NeverExceedsParallelismNorCountsTwice()
    {
        var course =
            from completions in Gen.Int[1, 6]
            from parallelism in Gen.Int[1, 4]
            from indexed in Gen.Bool
            from steps in Gen.Int[0, 3].List[1, 40]
            select (completions, parallelism, indexed, steps);
        course.Sample(Run);
    }

    private static void Run((int Completions, int Parallelism, bool Indexed, List<int> Steps) course)
    {
        var world = new JobWorld(new V1JobSpec
        {
            Completions = course.Completions,
            Parallelism = course.Parallelism,
            BackoffLimit = 1000,
            CompletionMode = course.Indexed ? "Indexed" : "NonIndexed",
        });
        var stale = world.Snapshot();
        var successes = 0;
        foreach (var step in course.Steps)
        {
            var running = world.Active.FirstOrDefault();
            switch (step)
            {
                case 0 when running is not null:
                    world.End(running, succeeds: true);
                    successes++;
                    break;
                case 1 when running is not null:
                    world.End(running, succeeds: false);
                    world.Now += TimeSpan.FromMinutes(10);
                    break;
                case 2:
                    world.Apply(world.Plan(stale, isMostRecent: false) with { Status = null, Releases = [] });
                    stale = world.Snapshot();
                    break;
                default:
                    world.Apply(world.Plan());
                    break;
            }

            Assert.True(world.Active.Count() <= course.Parallelism);
        }

        world.Settle();
        Assert.True(world.Plan().IsEmpty);
        Assert.Equal(successes, world.Job.Status.Succeeded ?? 0);
        Assert.Equal(world.Job.Status.Succeeded >= course.Completions, world.Has("Complete"));
    }
}
