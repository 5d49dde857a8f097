namespace OrleansScheduler.Chaos.Traffic;

/// <summary>Where the traffic goes on.</summary>
internal static class TrafficNamespaces
{
    public static IReadOnlyList<string> All { get; } = ["chaos-a", "chaos-b", "chaos-c"];

    public static string Pick(Random random) => All[random.Next(All.Count)];
}
