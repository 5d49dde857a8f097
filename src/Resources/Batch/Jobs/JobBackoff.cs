using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// How long a Job waits before it replaces failed pods: 10 s after a first failure, twice as long after each further
/// one, at most 10 minutes; a success starts it over. It is read off the pods, so it survives any restart.
/// </summary>
internal static class JobBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The wait that is left after these pods' ends, zero for none.</summary>
    public static TimeSpan Left(V1Job job, IEnumerable<V1Pod> pods, DateTime now)
    {
        var ended = pods.Where(pod => JobPod.HasSucceeded(pod) || job.CountsAsFailed(pod)).ToArray();
        var successes = ended.Where(JobPod.HasSucceeded).Select(JobPod.FinishedAt).ToArray();
        var since = successes.Length > 0 ? successes.Max() : DateTime.MinValue;
        var failures = ended
            .Where(pod => !JobPod.HasSucceeded(pod))
            .Select(JobPod.FinishedAt)
            .Where(end => end > since)
            .ToArray();
        return failures.Length == 0 ? TimeSpan.Zero : Left(failures.Length, failures.Max(), now);
    }

    /// <summary>The wait that is left before the index of this failed pod is tried again.</summary>
    public static TimeSpan LeftForIndex(V1Pod failed, DateTime now) =>
        Left(JobPod.IndexFailuresOfAnyKind(failed) + 1, JobPod.FinishedAt(failed), now);

    private static TimeSpan Left(int failures, DateTime last, DateTime now)
    {
        var pause = First * Math.Pow(2, Math.Min(failures - 1, 20));
        var left = (pause < Longest ? pause : Longest) - (now - last);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
