using k8s.Models;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>The resources of a container with what the API server defaults: a limit is also the request where none is given.</summary>
internal static class ContainerResources
{
    public static V1ResourceRequirements Effective(V1Container container) => new()
    {
        Limits = container.Resources?.Limits,
        Requests = Requests(container),
    };

    public static IDictionary<string, ResourceQuantity>? Requests(V1Container container)
    {
        var merged = new Dictionary<string, ResourceQuantity>(container.Resources?.Limits ?? new Dictionary<string, ResourceQuantity>());
        foreach (var (name, quantity) in container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>())
        {
            merged[name] = quantity;
        }

        return merged.Count == 0 ? null : merged;
    }

    /// <summary>What the whole pod holds: the containers that run together, or an init container that needs more.</summary>
    public static V1ResourceRequirements OfPod(V1Pod pod) => new()
    {
        Limits = Together(pod, container => container.Resources?.Limits),
        Requests = Together(pod, Requests),
    };

    private static Dictionary<string, ResourceQuantity>? Together(
        V1Pod pod, Func<V1Container, IDictionary<string, ResourceQuantity>?> select)
    {
        var inits = pod.Spec.InitContainers ?? [];
        var together = Sum(pod.Spec.Containers.Concat(inits.Where(container => container.RestartPolicy == "Always")).Select(select));
        foreach (var init in inits.Where(container => container.RestartPolicy != "Always"))
        {
            foreach (var (name, quantity) in select(init) ?? new Dictionary<string, ResourceQuantity>())
            {
                if (!together.TryGetValue(name, out var known) || known.ToDecimal() < quantity.ToDecimal())
                {
                    together[name] = quantity;
                }
            }
        }

        return together.Count == 0 ? null : together;
    }

    private static Dictionary<string, ResourceQuantity> Sum(IEnumerable<IDictionary<string, ResourceQuantity>?> amounts)
    {
        var sum = new Dictionary<string, ResourceQuantity>();
        foreach (var (name, quantity) in amounts.SelectMany(amount => amount ?? new Dictionary<string, ResourceQuantity>()))
        {
            sum[name] = sum.TryGetValue(name, out var known)
                ? new ResourceQuantity(known.ToDecimal() + quantity.ToDecimal(), 0, quantity.Format)
                : quantity;
        }

        return sum;
    }

    public static long? MemoryLimit(V1Container container) => Find(container.Resources?.Limits, "memory") is { } quantity
        ? (long)Math.Ceiling(quantity.ToDecimal())
        : null;

    public static long? CpuLimitMillis(V1Container container) => Millis(Find(container.Resources?.Limits, "cpu"));

    public static long? CpuRequestMillis(V1Container container) => Millis(Find(Requests(container), "cpu"));

    private static long? Millis(ResourceQuantity? quantity) =>
        quantity is null ? null : (long)Math.Ceiling(quantity.ToDecimal() * 1000);

    private static ResourceQuantity? Find(IDictionary<string, ResourceQuantity>? resources, string name) =>
        resources is not null && resources.TryGetValue(name, out var quantity) ? quantity : null;
}
