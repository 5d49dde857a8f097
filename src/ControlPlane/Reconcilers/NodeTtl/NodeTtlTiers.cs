namespace OrleansScheduler.ControlPlane.Reconcilers.NodeTtl;

/// <summary>
/// The time to live by the number of nodes. The tiers overlap, so that a cluster at a border does not swing: with 95
/// nodes a TTL of 0 stays 0 and one of 15 stays 15.
/// </summary>
internal static class NodeTtlTiers
{
    private static readonly (int NodesMin, int NodesMax, int Seconds)[] Tiers =
    [
        (0, 100, 0),
        (90, 500, 15),
        (450, 1000, 30),
        (900, 2000, 60),
        (1800, int.MaxValue, 300),
    ];

    /// <param name="current">The TTL the node has, null or no tier's when none was chosen yet.</param>
    public static int Choose(int? current, long nodes) =>
        Tiers.Where(tier => nodes >= tier.NodesMin && nodes <= tier.NodesMax)
            .OrderByDescending(tier => tier.Seconds == current)
            .ThenBy(tier => tier.Seconds)
            .First().Seconds;
}
