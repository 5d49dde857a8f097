using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults of resource quantities.</summary>
internal static class ResourceDefaults
{
    /// <summary>A limit without a request is a request as well.</summary>
    public static void RequestWhatIsLimited(V1ResourceRequirements resources)
    {
        if (resources.Limits is not { Count: > 0 } limits)
        {
            return;
        }

        resources.Requests ??= new Dictionary<string, ResourceQuantity>();
        foreach (var (name, limit) in limits)
        {
            resources.Requests.TryAdd(name, limit);
        }
    }

    public static void Round(V1ResourceRequirements? resources)
    {
        Round(resources?.Limits);
        Round(resources?.Requests);
    }

    /// <summary>Nothing finer than a thousandth is kept: the rest is rounded away from zero.</summary>
    public static void Round(IDictionary<string, ResourceQuantity>? quantities)
    {
        if (quantities is null)
        {
            return;
        }

        foreach (var (name, quantity) in quantities.Where(entry => IsFinerThanMilli(entry.Value)).ToList())
        {
            var milli = quantity.ToDecimal() * 1000;
            var rounded = (milli < 0 ? decimal.Floor(milli) : decimal.Ceiling(milli)) / 1000;
            quantities[name] = new ResourceQuantity(rounded, 0, quantity.Format);
        }
    }

    private static bool IsFinerThanMilli(ResourceQuantity quantity) =>
        decimal.Remainder(quantity.ToDecimal() * 1000, 1) != 0;
}
