using System.Collections.Frozen;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>How much of each resource: cpu in milli-units, everything else in whole units, both rounded up.</summary>
public sealed class ResourceAmounts(IReadOnlyDictionary<string, long> amounts)
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string EphemeralStorage = "ephemeral-storage";
    public const string Pods = "pods";

    /// <summary>The resources that are not native to Kubernetes' nodes carry a domain or this prefix.</summary>
    private const string HugePages = "hugepages-";

    private readonly FrozenDictionary<string, long> _amounts = amounts.ToFrozenDictionary(StringComparer.Ordinal);

    public static ResourceAmounts None { get; } = new(new Dictionary<string, long>());

    /// <summary>Every named resource with its amount, in no particular order.</summary>
    public IReadOnlyDictionary<string, long> Items => _amounts;

    /// <summary>The amount, 0 for a resource that is not named.</summary>
    public long this[string resource] => _amounts.GetValueOrDefault(resource);

    /// <summary>True for extended resources and huge pages: those only some nodes have and few pods ask for.</summary>
    public static bool IsScalar(string resource) =>
        resource.Contains('/', StringComparison.Ordinal) || resource.StartsWith(HugePages, StringComparison.Ordinal);

    /// <summary>Rounds exact quantities up to the units the scheduler counts in.</summary>
    public static ResourceAmounts RoundedUp(IReadOnlyDictionary<string, decimal> exact) =>
        exact.Count == 0 ? None : new(exact.ToDictionary(item => item.Key, item => Units(item.Key, item.Value)));

    /// <summary>One quantity in the scheduler's units, limited to what a 64-bit integer holds.</summary>
    public static long Units(string resource, decimal exact)
    {
        const decimal limit = long.MaxValue / 1000;
        var limited = Math.Clamp(exact, -limit, limit);
        return (long)Math.Ceiling(resource == Cpu ? limited * 1000 : limited);
    }
}
