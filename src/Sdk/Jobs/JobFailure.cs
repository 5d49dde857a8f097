namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Why a Job failed, with what its last failed pod left behind.</summary>
/// <param name="Reason">The condition's reason, such as <c>BackoffLimitExceeded</c> or <c>DeadlineExceeded</c>; <c>Deleted</c> when it was deleted.</param>
/// <param name="Message">The condition's message.</param>
/// <param name="Pod">The last pod that failed; null when none is left.</param>
/// <param name="Container">The container of it that failed.</param>
/// <param name="ExitCode">The container's exit code.</param>
/// <param name="LastLogLines">The end of the container's log, as far as it could still be read.</param>
public sealed record JobFailure(
    string Reason, string Message, string? Pod, string? Container, int? ExitCode, IReadOnlyList<string> LastLogLines)
{
    internal static JobFailure Deleted { get; } = new("Deleted", "The Job was deleted.", null, null, null, []);
}
