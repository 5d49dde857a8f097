using Orleans.Concurrency;
using OrleansScheduler.ControlPlane.Schedulers.Explanations;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Places the pods whose <c>spec.schedulerName</c> is that of its <see cref="SchedulerKey"/>, or its share of them.</summary>
internal interface ISchedulerGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the scheduler runs. Returns at once.</summary>
    [AlwaysInterleave]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>What the scheduler makes of the pod at this moment.</summary>
    Task<ExplainAnswer> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken);
}
