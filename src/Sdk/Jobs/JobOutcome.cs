using System.Diagnostics.CodeAnalysis;
using k8s.Models;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>How a Job ended.</summary>
public sealed record JobOutcome(V1Job Job, JobFailure? Failure)
{
    /// <summary>Whether all completions were reached.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>Throws <see cref="JobFailedException"/> unless the Job succeeded.</summary>
    public JobOutcome EnsureSucceeded() => Succeeded ? this : throw new JobFailedException(this, Failure);
}
