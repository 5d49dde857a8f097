using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>What pod workers share, without a machine below.</summary>
internal static class Contexts
{
    public static NodeFacts Facts { get; } = new()
    {
        Name = "node-1",
        HostIP = "127.0.0.1",
        Capacity = new Dictionary<string, decimal> { ["cpu"] = 2, ["memory"] = 1024 * 1024 * 1024, ["pods"] = 110 },
    };

    public static PodContext Of(FakePodApi api, TimeProvider time, IContainerRuntime? runtime = null, string folder = "/nonexistent")
    {
        var paths = new PodPaths(folder);
        return new(Facts, runtime ?? new FakeRuntime(), api, paths, new PodVolumes(paths, api, Facts, time), new PodTimings(), time);
    }

    public static V1Pod Pod(long grace = 30) => new()
    {
        Metadata = new() { Name = "p", NamespaceProperty = "default", Uid = "uid", Generation = 1, ResourceVersion = "1" },
        Spec = new() { TerminationGracePeriodSeconds = grace, Containers = [new() { Name = "c", Image = "host" }] },
        Status = new() { Phase = "Pending" },
    };
}
