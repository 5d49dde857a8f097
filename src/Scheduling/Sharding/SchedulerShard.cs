using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Sharding;

/// <summary>
/// The part of one of several schedulers that share a name. Pods belong to it by their kind, so that pods which find the
/// same nodes best never race each other; gangs belong whole. Nodes it only prefers: its own slice first, then the rest.
/// </summary>
/// <param name="Index">0 to <paramref name="Count"/> - 1.</param>
public sealed record SchedulerShard(int Index, int Count)
{
    public static SchedulerShard Whole { get; } = new(0, 1);

    /// <summary>The one of so many that a pod belongs to; the same in every process.</summary>
    public static int IndexOf(PodDemand pod, int count)
    {
        if (pod.Gang is { } gang)
        {
            return Place(gang.Key.ToString(), count);
        }

        var (rules, amounts) = pod.KindOf;
        return (int)((rules.High ^ amounts.High) % (uint)count);
    }

    public bool Owns(PodDemand pod) => Count == 1 || IndexOf(pod, Count) == Index;

    /// <summary>0 for a node of its own slice, then slice by slice; each scheduler has another order of them.</summary>
    public int DistanceTo(string nodeName) => (Place(nodeName, Count) - Index + Count) % Count;

    private static int Place(string text, int count)
    {
        var signature = new SignatureBuilder();
        signature.Add(text);
        return (int)(signature.Build().High % (uint)count);
    }
}
