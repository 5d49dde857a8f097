using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>What the rules of one container need to know of the pod around it.</summary>
internal sealed record PodScope
{
    /// <summary>The volumes without faults of their own, by name.</summary>
    public required IReadOnlyDictionary<string, V1Volume> Volumes { get; init; }

    public required IReadOnlySet<string> ResourceClaims { get; init; }

    public required string RestartPolicy { get; init; }

    public required long? GracePeriodSeconds { get; init; }

    /// <summary>The containers run in the host's user namespace.</summary>
    public required bool UsesHostUsers { get; init; }

    public static PodScope Of(V1PodSpec spec, IReadOnlyDictionary<string, V1Volume> volumes) => new()
    {
        Volumes = volumes,
        ResourceClaims = (spec.ResourceClaims ?? []).Select(claim => claim.Name ?? "").Where(name => name != "").ToHashSet(),
        RestartPolicy = spec.RestartPolicy ?? "",
        GracePeriodSeconds = spec.TerminationGracePeriodSeconds,
        UsesHostUsers = spec.HostUsers is not false,
    };
}
