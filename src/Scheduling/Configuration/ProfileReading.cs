using k8s.Models;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Plugins.Affinity;
using OrleansScheduler.Scheduling.Plugins.Resources;
using OrleansScheduler.Scheduling.Plugins.Spread;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Configuration;

/// <summary>Makes a profile of valid settings.</summary>
public static class ProfileReading
{
    public static SchedulingProfile Read(ProfileSettings settings)
    {
        var standard = SchedulingProfile.Default;
        return new SchedulingProfile
        {
            Weights = standard.Weights.ToDictionary(
                item => item.Key,
                item => settings.Weights.TryGetValue(item.Key, out var weight) ? weight : item.Value),
            Scoring = Scoring(settings),
            BalancedResources = settings.BalancedResources.Count > 0 ? [.. settings.BalancedResources] : standard.BalancedResources,
            Affinity = new AffinityOptions(settings.HardPodAffinityWeight, settings.IgnorePreferredTermsOfExistingPods),
            SpreadDefaults = Spread(settings),
            AddedAffinity = Added(settings),
        };
    }

    private static ResourceScoring Scoring(ProfileSettings settings)
    {
        var standard = new ResourceScoring();
        return new ResourceScoring
        {
            Type = Enum.Parse<ResourceScoringType>(settings.ScoringStrategy),
            Resources = settings.ScoredResources.Count == 0
                ? standard.Resources
                : [.. settings.ScoredResources.Select(item => new ResourceWeight(item.Key, item.Value))],
            Shape = [.. settings.Shape.OrderBy(point => point.Key).Select(point => new UtilizationPoint(point.Key, point.Value))],
        };
    }

    private static SpreadDefaults Spread(ProfileSettings settings)
    {
        if (settings.DefaultSpread.Count == 0)
        {
            return settings.UsesSystemSpread ? SpreadDefaults.System : SpreadDefaults.None;
        }

        return new SpreadDefaults(
            false,
            [
                .. settings.DefaultSpread.Select(item => new SpreadConstraint
                {
                    TopologyKey = item.TopologyKey,
                    MaxSkew = item.MaxSkew,
                    IsHard = item.WhenUnsatisfiable == "DoNotSchedule",
                    Selector = new PodSelector(null),
                }),
            ]);
    }

    private static AddedNodeAffinity Added(ProfileSettings settings) => settings.RequiredNodeLabels.Count == 0
        ? AddedNodeAffinity.None
        : new AddedNodeAffinity(
            [
                new V1NodeSelectorTerm
                {
                    MatchExpressions =
                    [
                        .. settings.RequiredNodeLabels.Select(label => new V1NodeSelectorRequirement
                        {
                            Key = label.Key, OperatorProperty = "In", Values = [label.Value],
                        }),
                    ],
                },
            ],
            []);
}
