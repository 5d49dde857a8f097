using Orleans.Concurrency;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>The work-queue entry of one key of one controller.</summary>
public interface IReconcilerGrain : IGrainWithStringKey
{
    /// <summary>Something may have changed. Returns once that is noted, before any work is done.</summary>
    [AlwaysInterleave]
    Task LookAsync(CancellationToken cancellationToken);
}
