using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>What all pod workers of a node share.</summary>
internal sealed record PodContext(
    NodeFacts Node,
    IContainerRuntime Runtime,
    IPodApi Api,
    PodPaths Paths,
    PodVolumes Volumes,
    PodTimings Timings,
    TimeProvider Time);
