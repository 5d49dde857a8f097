using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Events;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>What every NodeGrain of a silo shares.</summary>
internal sealed record NodeParts(
    IResourceStore Store,
    IResourceRegistry Registry,
    IEventRecorder Events,
    PodDemands Demands,
    NodePulses Pulses,
    EvictionBrake Brake,
    ControllerSelection Controllers,
    IOptions<NodeOptions> Options,
    TimeProvider Time,
    ILogger<NodeGrain> Logger);
