using System.Text.Json;
using k8s.Models;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>What a pod takes of a node, or a node has.</summary>
/// <param name="Cpu">Thousandths of a core.</param>
/// <param name="Memory">Bytes.</param>
public readonly record struct PodRoom(long Cpu, long Memory, long Pods)
{
    public static PodRoom operator +(PodRoom left, PodRoom right) =>
        new(left.Cpu + right.Cpu, left.Memory + right.Memory, left.Pods + right.Pods);

    public static PodRoom operator -(PodRoom left, PodRoom right) =>
        new(left.Cpu - right.Cpu, left.Memory - right.Memory, left.Pods - right.Pods);

    /// <summary>The resource of which the room has too little for this; null when it fits.</summary>
    public string? Lacking(PodRoom room) =>
        Pods > room.Pods ? "pods" : Cpu > room.Cpu ? "cpu" : Memory > room.Memory ? "memory" : null;

    /// <summary>The room of a node by resource name.</summary>
    public static PodRoom Of(IReadOnlyDictionary<string, string> amounts) => new(
        Millis(amounts.GetValueOrDefault("cpu", "0")),
        Whole(amounts.GetValueOrDefault("memory", "0")),
        Whole(amounts.GetValueOrDefault("pods", "0")));

    /// <summary>
    /// What a pod asks for: containers and sidecars run together, each init container beside the sidecars before it;
    /// requests of the pod itself replace that, overhead comes on top.
    /// </summary>
    internal static PodRoom Asked(JsonElement spec)
    {
        var together = Fields.List(spec, "containers").Aggregate(default(PodRoom), (sum, one) => sum + Requests(one));
        var (sidecars, starting) = (default(PodRoom), default(PodRoom));
        foreach (var init in Fields.List(spec, "initContainers"))
        {
            var beside = sidecars + Requests(init);
            starting = Largest(starting, beside);
            if (Fields.Text(init, "restartPolicy") == "Always")
            {
                sidecars = beside;
            }
        }

        var sum = Largest(together + sidecars, starting);
        return (OfPod(spec, sum) + Amounts(spec, "overhead", default)) with { Pods = 1 };
    }

    private static PodRoom OfPod(JsonElement spec, PodRoom containers) =>
        spec.TryGetProperty("resources", out var resources) ? Amounts(resources, "requests", containers) : containers;

    private static PodRoom Requests(JsonElement container) =>
        container.TryGetProperty("resources", out var resources) ? Amounts(resources, "requests", default) : default;

    private static PodRoom Amounts(JsonElement parent, string name, PodRoom otherwise) =>
        parent.TryGetProperty(name, out var amounts)
            ? new(
                Fields.Text(amounts, "cpu") is { } cpu ? Millis(cpu) : otherwise.Cpu,
                Fields.Text(amounts, "memory") is { } memory ? Whole(memory) : otherwise.Memory,
                0)
            : otherwise;

    private static PodRoom Largest(PodRoom left, PodRoom right) =>
        new(Math.Max(left.Cpu, right.Cpu), Math.Max(left.Memory, right.Memory), 0);

    private static long Millis(string quantity) => (long)Math.Ceiling(new ResourceQuantity(quantity).ToDecimal() * 1000);

    private static long Whole(string quantity) => (long)Math.Ceiling(new ResourceQuantity(quantity).ToDecimal());
}
