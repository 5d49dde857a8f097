namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a failed pod means to its Job.</summary>
/// <param name="Counts">It counts towards the back-off limits.</param>
/// <param name="FailsIndex">Its index is not tried again.</param>
/// <param name="FailsJob">Why the whole Job fails, null when it does not.</param>
internal sealed record PodFailureVerdict(bool Counts, bool FailsIndex, string? FailsJob)
{
    public static readonly PodFailureVerdict Ordinary = new(true, false, null);
    public static readonly PodFailureVerdict Ignored = new(false, false, null);
    public static readonly PodFailureVerdict IndexLost = new(true, true, null);
}
