using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>
/// What a pod asks of a node, in the units of the kubelet's messages: cpu in thousandths, everything else in whole pieces. Containers and
/// sidecars run together, each init container beside the sidecars before it; pod-level requests replace that, overhead comes on top.
/// </summary>
internal static class ResourceDemand
{
    public static Dictionary<string, long> Of(V1Pod pod)
    {
        var demand = OfContainers(pod.Spec);
        foreach (var (name, quantity) in pod.Spec.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>())
        {
            demand[name] = Units(name, quantity);
        }

        Add(demand, pod.Spec.Overhead);
        return demand;
    }

    public static long Units(string resource, ResourceQuantity quantity) =>
        (long)Math.Ceiling(resource == "cpu" ? quantity.ToDecimal() * 1000 : quantity.ToDecimal());

    private static Dictionary<string, long> OfContainers(V1PodSpec spec)
    {
        var together = new Dictionary<string, long>();
        foreach (var container in spec.Containers)
        {
            Add(together, container.Resources?.Requests);
        }

        var sidecars = new Dictionary<string, long>();
        var starting = new Dictionary<string, long>();
        foreach (var container in spec.InitContainers ?? [])
        {
            var isSidecar = container.RestartPolicy == "Always";
            var beside = isSidecar ? sidecars : new Dictionary<string, long>(sidecars);
            Add(beside, container.Resources?.Requests);
            RaiseTo(starting, beside);
            if (isSidecar)
            {
                Add(together, container.Resources?.Requests);
            }
        }

        RaiseTo(together, starting);
        return together;
    }

    private static void Add(Dictionary<string, long> sum, IDictionary<string, ResourceQuantity>? quantities)
    {
        foreach (var (name, quantity) in quantities ?? new Dictionary<string, ResourceQuantity>())
        {
            sum[name] = sum.GetValueOrDefault(name) + Units(name, quantity);
        }
    }

    private static void RaiseTo(Dictionary<string, long> largest, Dictionary<string, long> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            largest[name] = Math.Max(largest.GetValueOrDefault(name), amount);
        }
    }
}
