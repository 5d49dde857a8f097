using OrleansScheduler.Scheduling.Plugins.Resources;

namespace OrleansScheduler.Scheduling.Configuration;

/// <summary>What makes a configured profile senseless; as kube-scheduler validates its own.</summary>
public static class ProfileSettingsRules
{
    public static IEnumerable<string> Problems(ProfileSettings settings)
    {
        foreach (var (plugin, weight) in settings.Weights)
        {
            if (!SchedulingProfile.Default.Weights.ContainsKey(plugin))
            {
                yield return $"Weights: there is no score plugin {plugin}.";
            }

            if (weight is < 0 or > 1000)
            {
                yield return $"Weights: {plugin} must be between 0 and 1000.";
            }
        }

        foreach (var problem in ScoringProblems(settings).Concat(SpreadProblems(settings)))
        {
            yield return problem;
        }

        if (settings.HardPodAffinityWeight is < 0 or > 100)
        {
            yield return "HardPodAffinityWeight must be between 0 and 100.";
        }
    }

    private static IEnumerable<string> ScoringProblems(ProfileSettings settings)
    {
        if (!Enum.TryParse<ResourceScoringType>(settings.ScoringStrategy, out var type) || !Enum.IsDefined(type))
        {
            yield return $"ScoringStrategy: there is no {settings.ScoringStrategy}.";
        }

        if (type == ResourceScoringType.RequestedToCapacityRatio && settings.Shape.Count == 0)
        {
            yield return "Shape must have a point.";
        }

        if (settings.Shape.Any(point => point is { Key: < 0 or > 100 } or { Value: < 0 or > 10 }))
        {
            yield return "Shape: utilization must be between 0 and 100, and a score between 0 and 10.";
        }

        if (settings.ScoredResources.Values.Any(weight => weight is < 1 or > 100))
        {
            yield return "ScoredResources: weights must be between 1 and 100.";
        }
    }

    private static IEnumerable<string> SpreadProblems(ProfileSettings settings) => settings.DefaultSpread
        .Where(item => item.TopologyKey.Length == 0
            || item.MaxSkew < 1
            || item.WhenUnsatisfiable is not ("ScheduleAnyway" or "DoNotSchedule"))
        .Select(_ => "DefaultSpread needs a TopologyKey, a positive MaxSkew, and ScheduleAnyway or DoNotSchedule.");
}
