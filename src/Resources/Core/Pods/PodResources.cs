using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>What the containers of a pod ask for together.</summary>
public static class PodResources
{
    /// <summary>Only these may be given for a pod as a whole.</summary>
    public static bool IsPodLevel(string resource) =>
        resource is "cpu" or "memory" || resource.StartsWith("hugepages-", StringComparison.Ordinal);

    /// <summary>
    /// Containers and sidecars run together; each init container runs beside the sidecars started before it.
    /// A resource's request is the larger of the two sums.
    /// </summary>
    public static Dictionary<string, ResourceQuantity> RequestsOfContainers(V1PodSpec spec)
    {
        var running = new Dictionary<string, ResourceQuantity>();
        foreach (var container in spec.Containers ?? [])
        {
            Add(running, container.Resources?.Requests);
        }

        var sidecars = new Dictionary<string, ResourceQuantity>();
        var starting = new Dictionary<string, ResourceQuantity>();
        foreach (var container in spec.InitContainers ?? [])
        {
            if (container.RestartPolicy == "Always")
            {
                Add(running, container.Resources?.Requests);
                Add(sidecars, container.Resources?.Requests);
                Max(starting, sidecars);
            }
            else
            {
                var beside = new Dictionary<string, ResourceQuantity>(sidecars);
                Add(beside, container.Resources?.Requests);
                Max(starting, beside);
            }
        }

        Max(running, starting);
        return running;
    }

    private static void Add(
        Dictionary<string, ResourceQuantity> sum, IEnumerable<KeyValuePair<string, ResourceQuantity>>? quantities)
    {
        foreach (var (name, quantity) in quantities ?? [])
        {
            sum[name] = sum.TryGetValue(name, out var sofar)
                ? new ResourceQuantity(sofar.ToDecimal() + quantity.ToDecimal(), 0, sofar.Format)
                : quantity;
        }
    }

    private static void Max(
        Dictionary<string, ResourceQuantity> largest, IEnumerable<KeyValuePair<string, ResourceQuantity>> quantities)
    {
        foreach (var (name, quantity) in quantities)
        {
            if (!largest.TryGetValue(name, out var sofar) || quantity.ToDecimal() > sofar.ToDecimal())
            {
                largest[name] = quantity;
            }
        }
    }
}
