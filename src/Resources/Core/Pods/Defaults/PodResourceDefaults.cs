using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The requests of a pod as a whole: from its containers, else from its own limits.</summary>
internal static class PodResourceDefaults
{
    public static void Apply(V1PodSpec spec)
    {
        ResourceDefaults.Round(spec.Resources);
        if (spec.Resources is not { } resources || resources.Limits is not { Count: > 0 } limits)
        {
            return;
        }

        var requests = resources.Requests ?? new Dictionary<string, ResourceQuantity>();
        foreach (var (name, quantity) in PodResources.RequestsOfContainers(spec))
        {
            if (PodResources.IsPodLevel(name))
            {
                requests.TryAdd(name, quantity);
            }
        }

        foreach (var (name, limit) in limits)
        {
            if (PodResources.IsPodLevel(name))
            {
                requests.TryAdd(name, limit);
            }
        }

        resources.Requests = requests.Count > 0 ? requests : resources.Requests;
    }
}
