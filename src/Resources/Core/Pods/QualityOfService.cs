using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>
/// How a pod fares when its node runs short: Guaranteed when every container limits cpu and memory to what it
/// requests, BestEffort when none asks for anything, else Burstable.
/// </summary>
internal static class QualityOfService
{
    private const string Guaranteed = nameof(Guaranteed);
    private const string Burstable = nameof(Burstable);
    private const string BestEffort = nameof(BestEffort);

    public static string Of(V1PodSpec spec)
    {
        // A pod that states resources for itself is judged by those alone.
        var parts = spec.Resources is { Limits.Count: > 0 } or { Requests.Count: > 0 }
            ? [spec.Resources]
            : (spec.InitContainers ?? []).Concat(spec.Containers ?? [])
                .Select(container => container.Resources ?? new V1ResourceRequirements())
                .ToList();
        if (parts.All(part => Counted(part.Requests).Count == 0 && Counted(part.Limits).Count == 0))
        {
            return BestEffort;
        }

        return parts.All(IsGuaranteed) ? Guaranteed : Burstable;
    }

    private static bool IsGuaranteed(V1ResourceRequirements part)
    {
        var (requests, limits) = (Counted(part.Requests), Counted(part.Limits));
        return limits.Count == 2
            && requests.All(request => limits.TryGetValue(request.Key, out var limit) && limit == request.Value);
    }

    private static Dictionary<string, decimal> Counted(IDictionary<string, ResourceQuantity>? quantities) =>
        (quantities ?? new Dictionary<string, ResourceQuantity>())
            .Where(entry => entry.Key is "cpu" or "memory" && entry.Value.ToDecimal() > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Value.ToDecimal());
}
