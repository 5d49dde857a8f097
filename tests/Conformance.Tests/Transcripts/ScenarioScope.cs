using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Decides which recorded steps concern what the server serves.</summary>
internal static partial class ScenarioScope
{
    private static readonly HashSet<string> Groups = [.. Kinds.All.Select(kind => kind.Group)];

    private static readonly HashSet<(string Group, string Resource)> Resources =
        [.. Kinds.All.Select(kind => (kind.Group, kind.Plural))];

    /// <summary>Ids of the steps that touch a group or a resource that is not served.</summary>
    public static IReadOnlySet<string> UnservedSteps(JsonElement scenario)
    {
        var unserved = new HashSet<string>();
        Collect(scenario.GetProperty("steps"), unserved);
        return unserved;
    }

    /// <summary>A controller scenario that creates an object of an unserved kind would wait for each later step in vain.</summary>
    public static bool WaitsForUnservedControllers(JsonElement scenario) =>
        scenario.GetProperty("profile").GetString() == "full"
        && scenario.GetProperty("steps").EnumerateArray().Any(CreatesUnserved);

    private static bool CreatesUnserved(JsonElement step) =>
        step.TryGetProperty("request", out var request)
        && request.GetProperty("method").GetString() == "POST"
        && !IsServed(request.GetProperty("path").GetString() ?? "");

    private static void Collect(JsonElement steps, HashSet<string> unserved)
    {
        foreach (var step in steps.EnumerateArray())
        {
            if (step.TryGetProperty("request", out var request)
                && !IsServed(request.GetProperty("path").GetString() ?? ""))
            {
                unserved.Add(step.GetProperty("id").GetString() ?? "");
            }

            if (step.TryGetProperty("during", out var during))
            {
                Collect(during, unserved);
            }
        }
    }

    private static bool IsServed(string path)
    {
        var match = ResourcePath().Match(path);
        if (!match.Success)
        {
            var group = GroupPath().Match(path);
            return !group.Success || Groups.Contains(group.Groups[1].Value);
        }

        var resource = match.Groups["resource"].Value;
        return resource == "bindings" || Resources.Contains((match.Groups["group"].Value, resource));
    }

    [GeneratedRegex(@"^/(api/v1|apis/(?<group>[^/?]+)/[^/?]+)(/watch)?(/namespaces/[^/?]+(?=/[a-z]+)(?!/(status|finalize)))?/(?<resource>[a-z]+)")]
    private static partial Regex ResourcePath();

    [GeneratedRegex(@"^/apis/([^/?]+)")]
    private static partial Regex GroupPath();
}
