using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Which pods a Job creates or deletes; never both in one plan, deletions first.</summary>
internal sealed record JobPodChanges
{
    private const int CreationsOrDeletionsMost = 500;

    public static readonly JobPodChanges None = new();

    public IReadOnlyList<JobPodDeletion> Deletions { get; init; } = [];

    public IReadOnlyList<V1Pod> Creations { get; init; } = [];

    /// <summary>The back-off that holds creations up, null when none does.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A Job that ends deletes what is still active; under a failure that counts as failed.</summary>
    public static JobPodChanges End(JobCensus census) => new()
    {
        Deletions = [.. census.Active.Select(pod => new JobPodDeletion(pod, ReleaseFirst: false))],
    };

    /// <summary>A running Job keeps as many pods as it wants and may have.</summary>
    public static JobPodChanges Run(JobCensus census)
    {
        var active = census.Active.Count;
        var wanted = census.Job.IsSuspended() ? 0 : Wanted(census);
        var surplus = Surplus(census, Math.Max(0, active - wanted));
        if (surplus.Count > 0)
        {
            return new JobPodChanges
            {
                Deletions = [.. surplus.Take(CreationsOrDeletionsMost)
                    .Select(pod => new JobPodDeletion(pod, ReleaseFirst: true))],
            };
        }

        var held = census.Job.ReplacesFailedOnly() ? census.Terminating : 0;
        var missing = Math.Min(wanted - active - held, CreationsOrDeletionsMost);
        return missing <= 0 ? None : Create(census, missing);
    }

    private static int Wanted(JobCensus census)
    {
        if (census.Job.Spec.Completions is null)
        {
            // The first success says that the work is done: what still runs may finish, nothing more is started.
            return census.Succeeded > 0 ? census.Active.Count : census.Job.Parallelism();
        }

        return Math.Clamp(census.Completions - census.Succeeded, 0, census.Job.Parallelism());
    }

    private static List<V1Pod> Surplus(JobCensus census, int atLeast)
    {
        var surplus = census.Job.IsIndexed() ? Duplicates(census) : [];
        var others = census.Active.Except(surplus).Order(PodRemovalOrder.Instance);
        surplus.AddRange(others.Take(Math.Max(0, atLeast - surplus.Count)));
        return surplus;
    }

    // Pods without an index the Job knows, and all but the best pod of an index.
    private static List<V1Pod> Duplicates(JobCensus census) =>
    [
        .. census.Active.Where(pod => !census.Job.Recognizes(pod)),
        .. census.Active.Where(census.Job.Recognizes)
            .GroupBy(JobPod.Index)
            .SelectMany(group => group.Order(PodRemovalOrder.Instance).SkipLast(1)),
    ];

    private static JobPodChanges Create(JobCensus census, int missing)
    {
        if (!census.Job.LimitsFailuresPerIndex())
        {
            var left = JobBackoff.Left(census.Job, census.Pods, census.View.Now);
            if (left > TimeSpan.Zero)
            {
                return new JobPodChanges { Wait = left };
            }
        }

        return census.Job.IsIndexed() ? CreateIndexed(census, missing) : CreatePlain(census, missing);
    }

    private static JobPodChanges CreatePlain(JobCensus census, int missing)
    {
        var names = Names(census);
        return new JobPodChanges
        {
            Creations = [.. Enumerable.Repeat(JobPod.NoIndex, missing).Select(index => Pod(census, index, names))],
        };
    }

    private static JobPodChanges CreateIndexed(JobCensus census, int missing)
    {
        var pending = PendingIndexes(census).Take(missing).ToArray();
        var waits = pending.ToDictionary(index => index, index => IndexWait(census, index));
        var names = Names(census);
        var due = pending.Where(index => waits[index] == TimeSpan.Zero);
        var waiting = waits.Values.Where(wait => wait > TimeSpan.Zero).ToArray();
        return new JobPodChanges
        {
            Creations = [.. due.Select(index => Pod(census, index, names))],
            Wait = waiting.Length > 0 ? waiting.Min() : null,
        };
    }

    private static IEnumerable<int> PendingIndexes(JobCensus census)
    {
        var busy = census.Active.Select(JobPod.Index).ToHashSet();
        if (census.Job.ReplacesFailedOnly())
        {
            busy.UnionWith(census.Pods.Where(JobPod.IsTerminating).Select(JobPod.Index));
        }

        return Enumerable.Range(0, census.Completions).Where(index =>
            !busy.Contains(index) && !census.SucceededIndexes.Contains(index) && !census.FailedIndexes.Contains(index));
    }

    private static TimeSpan IndexWait(JobCensus census, int index) =>
        census.Delayed.TryGetValue(index, out var failed)
            ? JobBackoff.LeftForIndex(failed, census.View.Now)
            : TimeSpan.Zero;

    private static HashSet<string> Names(JobCensus census) =>
        [.. census.Pods.Select(pod => pod.Metadata.Name), .. census.View.TakenNames];

    private static V1Pod Pod(JobCensus census, int index, HashSet<string> names)
    {
        var metadata = census.Job.Metadata;
        var name = JobPodNames.Next(metadata.Uid, JobPodNames.Prefix(metadata.Name, index), names.Contains);
        names.Add(name);
        return JobPodTemplate.Make(census.Job, name, index, census.Delayed.GetValueOrDefault(index));
    }
}
