using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>
/// The pods of a workload ask for other amounts, or there are more or fewer of them; all are made again, as a rollout
/// would in the end.
/// </summary>
public sealed record ChangeRequest : IScenario
{
    /// <summary><c>pod</c>, or the kind of a controller in small letters.</summary>
    public required string Kind { get; init; }

    public required ObjectKey Workload { get; init; }

    /// <summary>The container to change, null for the first.</summary>
    public string? Container { get; init; }

    /// <summary>By the name of the resource; others stay.</summary>
    public required IReadOnlyDictionary<string, ResourceQuantity> Requests { get; init; }

    /// <summary>How many pods there are to be, null for as many as there are.</summary>
    public int? Replicas { get; init; }

    public ClusterObjects Apply(ClusterObjects cluster)
    {
        var pods = cluster.Pods.Where(pod => PodStates.IsPlaced(pod) || PodStates.IsPending(pod)).Where(IsMeant).ToArray();
        if (pods.Length == 0)
        {
            throw new ScenarioException($"there is no pod of {Kind}/{Workload.Name} in namespace {Workload.Namespace}");
        }

        var meant = pods.Select(PodStates.KeyOf).ToHashSet();
        var kept = pods.Take(Replicas ?? pods.Length).Select(PodStates.Again);
        var taken = cluster.Pods.Select(PodStates.KeyOf).ToHashSet();
        var added = Enumerable.Range(1, int.MaxValue)
            .Select(number => Another(pods[0], number))
            .Where(pod => !taken.Contains(PodStates.KeyOf(pod)))
            .Take(Math.Max(0, (Replicas ?? 0) - pods.Length));
        return cluster with
        {
            Pods = [.. cluster.Pods.Where(pod => !meant.Contains(PodStates.KeyOf(pod))), .. kept.Concat(added).Select(Changed)],
        };
    }

    private static V1Pod Another(V1Pod pod, int number)
    {
        var again = PodStates.Again(pod);
        return again with { Metadata = again.Metadata with { Name = $"{pod.Metadata.Name}-new-{number}", Uid = null } };
    }

    private bool IsMeant(V1Pod pod)
    {
        if (PodStates.KeyOf(pod).Namespace != Workload.Namespace)
        {
            return false;
        }

        return Kind == "pod"
            ? pod.Metadata.Name == Workload.Name
            : PodStates.Controller(pod) is { } owner
                && (IsNamed(owner, Kind, Workload.Name) || (Kind == "deployment" && IsOfDeployment(owner, pod)));
    }

    private static bool IsNamed(V1OwnerReference owner, string kind, string name) =>
        owner.Name == name && owner.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase);

    // A Deployment's pods belong to its ReplicaSets, whose names end in the hash that the pods carry.
    private bool IsOfDeployment(V1OwnerReference owner, V1Pod pod) =>
        pod.Metadata.Labels?.TryGetValue("pod-template-hash", out var hash) is true
        && IsNamed(owner, "replicaset", $"{Workload.Name}-{hash}");

    private V1Pod Changed(V1Pod pod)
    {
        var name = Container ?? pod.Spec.Containers[0].Name;
        if (pod.Spec.Containers.All(container => container.Name != name))
        {
            throw new ScenarioException($"pod {pod.Metadata.Name} has no container {name}");
        }

        return pod with
        {
            Spec = pod.Spec with
            {
                Containers = [.. pod.Spec.Containers.Select(item => item.Name == name ? Changed(item) : item)],
            },
        };
    }

    private V1Container Changed(V1Container container)
    {
        var resources = container.Resources ?? new V1ResourceRequirements();
        var requests = new Dictionary<string, ResourceQuantity>(resources.Requests ?? new Dictionary<string, ResourceQuantity>());
        foreach (var (resource, amount) in Requests)
        {
            requests[resource] = amount;
        }

        return container with { Resources = resources with { Requests = requests } };
    }
}
