using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// Accounts for ended pods in three steps over as many plans: (1) the pod's uid goes into the status (or its index
/// into the completed ones), (2) once that is stored the pod is released, (3) once it is released, or gone, the uid
/// leaves the status and the counter grows by one.
/// </summary>
internal sealed class JobAccount
{
    // More are left for the next plan, so that a status stays small.
    private const int UncountedMost = 500;

    private readonly JobCensus _census;
    private readonly V1JobCondition? _verdict;
    private readonly List<V1Pod> _releases = [];
    private readonly List<string> _succeeded = [];
    private readonly List<string> _failed = [];
    private readonly HashSet<string> _tracked;

    public JobAccount(JobCensus census, V1JobCondition? verdict)
    {
        _census = census;
        _verdict = verdict;
        _tracked = [.. census.Pods.Where(JobPod.IsTracked).Select(pod => pod.Metadata.Uid)];
        _succeeded.AddRange(census.UncountedSucceeded.Where(_tracked.Contains));
        _failed.AddRange(census.UncountedFailed.Where(_tracked.Contains));
        foreach (var pod in census.Pods.Where(pod => JobPod.IsTracked(pod) && IsReleasable(pod)))
        {
            if (_succeeded.Count + _failed.Count >= UncountedMost)
            {
                break;
            }

            _releases.Add(pod);
            Account(pod);
        }
    }

    public IReadOnlyList<V1Pod> Releases => _releases;

    /// <summary>True when every ended pod is in the counters.</summary>
    public bool IsSettled => _releases.Count + _succeeded.Count + _failed.Count == 0;

    /// <summary>Steps (1) and (3) on the status.</summary>
    public void Enter(V1JobStatus status)
    {
        status.Succeeded = NullIfZero(_census.Job.IsIndexed()
            ? _census.SucceededIndexes.Count
            : (status.Succeeded ?? 0) + _census.UncountedSucceeded.Count(uid => !_tracked.Contains(uid)));
        status.Failed = NullIfZero(
            (status.Failed ?? 0) + _census.UncountedFailed.Count(uid => !_tracked.Contains(uid)));
        status.UncountedTerminatedPods = new V1UncountedTerminatedPods
        {
            Succeeded = _succeeded.Count > 0 ? _succeeded : null,
            Failed = _failed.Count > 0 ? _failed : null,
        };
        if (_census.Job.IsIndexed())
        {
            var completed = _census.SucceededIndexes.ToString();
            status.CompletedIndexes = completed.Length > 0 ? completed : null;
        }

        if (_census.Job.LimitsFailuresPerIndex())
        {
            status.FailedIndexes = _census.FailedIndexes.ToString();
        }
    }

    private bool IsReleasable(V1Pod pod) =>
        _verdict is not null
        || _census.Job.IsDeleting()
        || JobPod.HasSucceeded(pod)
        || (_census.Job.CountsAsFailed(pod)
            && _census.Delayed.GetValueOrDefault(JobPod.Index(pod))?.Metadata.Uid != pod.Metadata.Uid);

    private void Account(V1Pod pod)
    {
        var uid = pod.Metadata.Uid;
        if (_census.UncountedSucceeded.Contains(uid) || _census.UncountedFailed.Contains(uid)
            || !_census.Job.Recognizes(pod))
        {
            return;
        }

        if (JobPod.HasSucceeded(pod))
        {
            // An indexed completion is already in the completed indexes and cannot be counted twice there.
            if (!_census.Job.IsIndexed())
            {
                _succeeded.Add(uid);
            }
        }
        else if (IsFailure(pod) && _census.CountsToLimit(pod))
        {
            _failed.Add(uid);
        }
    }

    // When the Job fails, what it still ran has failed too.
    private bool IsFailure(V1Pod pod) =>
        _census.Job.CountsAsFailed(pod) || _verdict?.Type == JobConditions.FailureTarget;

    private static int? NullIfZero(int count) => count == 0 ? null : count;
}
