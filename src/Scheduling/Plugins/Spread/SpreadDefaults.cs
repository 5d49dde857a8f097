using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Spread;

/// <summary>The constraints of pods that have none of their own but belong to a service or controller.</summary>
/// <param name="AreSystem">True for the built-in ones, with which nodes without a zone are not left out.</param>
internal sealed record SpreadDefaults(bool AreSystem, IReadOnlyList<SpreadConstraint> Constraints)
{
    private const string Zone = "topology.kubernetes.io/zone";

    private static readonly PodSelector Unset = new(null);

    public static SpreadDefaults System { get; } = new(
        true,
        [
            new SpreadConstraint { TopologyKey = NodeIdentity.HostnameLabel, MaxSkew = 3, IsHard = false, Selector = Unset },
            new SpreadConstraint { TopologyKey = Zone, MaxSkew = 5, IsHard = false, Selector = Unset },
        ]);

    public static SpreadDefaults None { get; } = new(false, []);
}
