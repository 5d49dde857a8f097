using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>Containers in the states a test needs.</summary>
internal static class Slots
{
    public static ContainerSlot Fresh(string name, ContainerRole role = ContainerRole.Main) => new(new V1Container { Name = name, Image = "host" }, role);

    public static ContainerSlot Running(string name, ContainerRole role = ContainerRole.Main)
    {
        var slot = Fresh(name, role);
        slot.Run = new FakeContainer(name);
        return slot;
    }

    public static ContainerSlot Ended(string name, int code, ContainerRole role = ContainerRole.Main)
    {
        var slot = Running(name, role);
        slot.Exit = new ContainerExit(code, ContainerExit.ReasonOf(code), null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1));
        return slot;
    }

    public static PodObservation Observe(string restartPolicy, params ContainerSlot[] slots) => new()
    {
        Pod = new V1Pod
        {
            Metadata = new() { Name = "p", NamespaceProperty = "default", Uid = "uid", Generation = 1 },
            Spec = new()
            {
                RestartPolicy = restartPolicy,
                InitContainers = [.. slots.Where(slot => slot.Role != ContainerRole.Main).Select(slot => slot.Spec)],
                Containers = [.. slots.Where(slot => slot.Role == ContainerRole.Main).Select(slot => slot.Spec)],
            },
            Status = new() { Phase = "Pending" },
        },
        Slots = slots,
        RuntimeName = "process",
        HostIP = "127.0.0.1",
        StartTime = DateTimeOffset.UnixEpoch,
        IsPrepared = true,
        HasAddress = true,
    };
}
