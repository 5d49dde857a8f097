using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>What every SchedulerGrain of a silo shares.</summary>
internal sealed record SchedulerParts(
    IResourceStore Store,
    IResourceRegistry Registry,
    IPodBinder Binder,
    IEventRecorder Events,
    IGrainFactory Grains,
    PodDemands Demands,
    SchedulerMetrics Metrics,
    IOptions<SchedulerOptions> Options,
    TimeProvider Time,
    ILogger<SchedulerGrain> Logger);
