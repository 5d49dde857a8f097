using System.Diagnostics.CodeAnalysis;
using k8s.Models;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>How a Job ended.</summary>
public sealed record JobOutcome(V1Job Job, JobFailure? Failure)
{
    /// <summary>Whether all completions were reached.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The indexes of an array that completed, in order.</summary>
    public IReadOnlyList<int> CompletedIndexes => JobIndexes.Parse(Job.Status?.CompletedIndexes);

    /// <summary>The indexes of an array that failed for good, in order; only arrays with a limit per index tell them.</summary>
    public IReadOnlyList<int> FailedIndexes => JobIndexes.Parse(Job.Status?.FailedIndexes);

    /// <summary>Throws <see cref="JobFailedException"/> unless the Job succeeded.</summary>
    public JobOutcome EnsureSucceeded() => Succeeded ? this : throw new JobFailedException(this, Failure);
}
