using k8s.Models;
using Quantities = System.Collections.Generic.Dictionary<string, decimal>;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>
/// What a pod asks a node for. Containers run together and init containers one after another, so per resource it is
/// the larger of (1) the sum of containers and restartable init containers, and (2) the largest init container
/// together with the restartable ones started before it; pod-level requests replace that, and overhead comes on top.
/// </summary>
/// <remarks>Semantics: Kubernetes' component-helpers/resource and the scheduler's node sums.</remarks>
internal static class PodRequests
{
    /// <summary>What scoring assumes for a container that names no request.</summary>
    private static readonly Quantities StandIns = new()
    {
        [ResourceAmounts.Cpu] = 0.1m,
        [ResourceAmounts.Memory] = 200m * 1024 * 1024,
    };

    /// <summary>What the pod occupies.</summary>
    public static ResourceAmounts Real(V1Pod pod) => ResourceAmounts.RoundedUp(WithPodLevel(pod, []));

    /// <summary>As <see cref="Real"/>, with stand-ins where nothing is asked: the second sum a node keeps.</summary>
    public static ResourceAmounts WithStandIns(V1Pod pod)
    {
        if (!HasPodLevel(pod))
        {
            return ResourceAmounts.RoundedUp(WithPodLevel(pod, StandIns));
        }

        var real = WithPodLevel(pod, []);
        var absent = StandIns.Where(item => !real.ContainsKey(item.Key)).ToDictionary();
        return ResourceAmounts.RoundedUp(absent.Count == 0 ? real : WithPodLevel(pod, absent));
    }

    /// <summary>What resource scoring takes for the pod being scheduled: containers only, with stand-ins.</summary>
    public static ResourceAmounts Scored(V1Pod pod)
    {
        var total = OfContainers(pod, StandIns);
        Add(total, Exact(pod.Spec.Overhead));
        return ResourceAmounts.RoundedUp(total);
    }

    private static Quantities WithPodLevel(V1Pod pod, Quantities standIns)
    {
        var total = OfContainers(pod, standIns);
        foreach (var (resource, amount) in Exact(pod.Spec.Resources?.Requests).Where(item => IsPodLevel(item.Key)))
        {
            total[resource] = amount;
        }

        Add(total, Exact(pod.Spec.Overhead));
        return total;
    }

    private static Quantities OfContainers(V1Pod pod, Quantities standIns)
    {
        var total = new Quantities();
        foreach (var container in pod.Spec.Containers ?? [])
        {
            Add(total, OfContainer(pod, container, pod.Status?.ContainerStatuses, standIns));
        }

        var restartable = new Quantities();
        var largest = new Quantities();
        foreach (var container in pod.Spec.InitContainers ?? [])
        {
            var staysOn = container.RestartPolicy == "Always";
            var own = OfContainer(pod, container, staysOn ? pod.Status?.InitContainerStatuses : null, standIns);
            if (staysOn)
            {
                Add(total, own);
                Add(restartable, own);
                own = restartable;
            }
            else
            {
                Add(own, restartable);
            }

            RaiseTo(largest, own);
        }

        RaiseTo(total, largest);
        return total;
    }

    // A resized container holds the largest of what is asked, what runs and what was allocated, until they agree.
    private static Quantities OfContainer(
        V1Pod pod, V1Container container, IList<V1ContainerStatus>? statuses, Quantities standIns)
    {
        var requests = Exact(container.Resources?.Requests);
        var status = statuses?.FirstOrDefault(candidate => candidate.Name == container.Name);
        if (status?.Resources is not null)
        {
            requests = IsResizeInfeasible(pod) ? [] : requests;
            RaiseTo(requests, Exact(status.Resources.Requests));
            RaiseTo(requests, Exact(status.AllocatedResources));
        }

        foreach (var (resource, amount) in standIns)
        {
            requests.TryAdd(resource, amount);
        }

        return requests;
    }

    private static bool IsResizeInfeasible(V1Pod pod) => pod.Status?.Conditions?.Any(condition =>
        condition is { Type: "PodResizePending", Reason: "Infeasible" }) ?? false;

    private static bool HasPodLevel(V1Pod pod) => pod.Spec.Resources?.Requests?.Keys.Any(IsPodLevel) ?? false;

    private static bool IsPodLevel(string resource) =>
        resource is ResourceAmounts.Cpu or ResourceAmounts.Memory
        || (ResourceAmounts.IsScalar(resource) && !resource.Contains('/', StringComparison.Ordinal));

    private static Quantities Exact(IDictionary<string, ResourceQuantity>? quantities) =>
        quantities?.ToDictionary(item => item.Key, item => item.Value.ToDecimal()) ?? [];

    private static void Add(Quantities total, Quantities more)
    {
        foreach (var (resource, amount) in more)
        {
            total[resource] = total.GetValueOrDefault(resource) + amount;
        }
    }

    private static void RaiseTo(Quantities total, Quantities other)
    {
        foreach (var (resource, amount) in other)
        {
            total[resource] = total.TryGetValue(resource, out var own) ? Math.Max(own, amount) : amount;
        }
    }
}
