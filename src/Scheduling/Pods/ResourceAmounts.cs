namespace OrleansScheduler.Scheduling.Pods;

/// <summary>
/// How much of each resource: cpu in milli-units, everything else in whole units, both rounded up. What is not named
/// is 0.
/// </summary>
public sealed class ResourceAmounts
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string EphemeralStorage = "ephemeral-storage";
    public const string Pods = "pods";

    private const string HugePages = "hugepages-";

    private readonly ResourceAmount[] _items;

    private ResourceAmounts(IEnumerable<ResourceAmount> amounts)
    {
        _items = [.. amounts.Where(item => item.Amount != 0).OrderBy(item => item.Resource, StringComparer.Ordinal)];
    }

    public static ResourceAmounts None { get; } = new([]);

    /// <summary>Every resource of which there is any, sorted by name.</summary>
    public ReadOnlySpan<ResourceAmount> Items => _items;

    public long this[string resource]
    {
        get
        {
            foreach (var item in _items)
            {
                if (item.Resource == resource)
                {
                    return item.Amount;
                }
            }

            return 0;
        }
    }

    /// <summary>True for extended resources and huge pages: those only some nodes have and few pods ask for.</summary>
    public static bool IsScalar(string resource) =>
        resource.Contains('/', StringComparison.Ordinal) || resource.StartsWith(HugePages, StringComparison.Ordinal);

    /// <summary>Rounds exact quantities up to the units the scheduler counts in.</summary>
    public static ResourceAmounts RoundedUp(IReadOnlyDictionary<string, decimal> exact) =>
        exact.Count == 0 ? None : new(exact.Select(item => new ResourceAmount(item.Key, Units(item.Key, item.Value))));

    /// <summary>One quantity in the scheduler's units, limited to what a 64-bit integer holds.</summary>
    public static long Units(string resource, decimal exact)
    {
        const decimal limit = long.MaxValue / 1000;
        var limited = Math.Clamp(exact, -limit, limit);
        return (long)Math.Ceiling(resource == Cpu ? limited * 1000 : limited);
    }
}
