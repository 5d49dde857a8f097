using System.Text.Json.Nodes;
using k8s;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Golden;

/// <summary>Runs a recorded manifest on the process runtime and says how what is told differs from the recording; empty when it does not.</summary>
internal static class PodScenarioRun
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static async Task<IReadOnlyList<string>> CompareAsync(PodScenario scenario, CancellationToken cancellationToken)
    {
        await using var harness = PodHarness.Create(scenario.Pod);
        harness.Others = scenario.Others;
        if (scenario.Action is not null)
        {
            // The deletion is to meet the pod in the recorded state, also where that is a back-off.
            harness.Timings = harness.Timings with { RestartBackoffMin = TimeSpan.FromSeconds(5) };
        }

        scenario.CreateObjects(harness.Api);
        var expected = scenario.Statuses[^1];
        await harness.StartAsync(cancellationToken);
        var problems = new List<string>();
        try
        {
            if (scenario is { Action: { } action, BeforeAction: { } state })
            {
                await harness.WaitAsync(status => StatusNormalizer.Summarize(Normal(status)) == state, Limit);
                await Task.Delay(Settle, cancellationToken);
                Do(action, harness);
            }

            await harness.WaitAsync(status => JsonNode.DeepEquals(Normal(status), expected) && HasEvents(), Limit);
        }
        catch (TimeoutException)
        {
            problems.AddRange(Differences(expected, harness.Api.Statuses.Count == 0 ? new JsonObject() : Normal(harness.Api.Statuses[^1]), ""));
        }

        var events = EventsOf(harness);
        problems.AddRange(scenario.Events.Except(events).Select(missing => $"no event {missing}"));
        problems.AddRange(events.Except(scenario.Events).Select(extra => $"event of our own: {extra}"));
        var recorded = Distinct(scenario.Statuses);
        var own = Distinct(harness.Api.Statuses.Select(Normal));
        if (!IsSubsequence(recorded, own) && !IsSubsequence(own, recorded))
        {
            problems.Add($"sequence {string.Join(" | ", own)} instead of {string.Join(" | ", recorded)}");
        }

        if (scenario.Log is { } log && problems.Count == 0 && LastLog(harness) != log)
        {
            problems.Add($"log {LastLog(harness)} instead of {log}");
        }

        return problems;

        bool HasEvents() => !scenario.Events.Except(EventsOf(harness)).Any();
    }

    private static void Do(string action, PodHarness harness)
    {
        const string condition = "patch status: condition ";
        if (action.StartsWith("delete pod", StringComparison.Ordinal))
        {
            harness.Delete(harness.Pod.Spec.TerminationGracePeriodSeconds ?? 30);
        }
        else if (action.StartsWith(condition, StringComparison.Ordinal))
        {
            var (type, status) = action[condition.Length..].Split('=') is [var name, var value] ? (name, value) : ("", "");
            harness.SetCondition(type, status);
        }
        else if (action == "patch configmap/cm: add the key")
        {
            harness.Api.ConfigMaps["cm"].Data["nokey"] = "now";
        }
    }

    private static string LastLog(PodHarness harness) =>
        harness.Log("c", harness.Api.Statuses[^1].ContainerStatuses?[0].RestartCount ?? 0);

    private static List<string> EventsOf(PodHarness harness) =>
        [.. harness.Api.Events.Select(one => StatusNormalizer.Text(
            $"{one.Happening.Type} {one.Happening.Reason} {one.FieldPath}: {one.Happening.Message}")).Distinct()];

    private static JsonNode Normal(k8s.Models.V1PodStatus status) =>
        StatusNormalizer.Normalize(JsonNode.Parse(KubernetesJson.Serialize(status))!);

    private static List<string> Distinct(IEnumerable<JsonNode> statuses)
    {
        var result = new List<string>();
        foreach (var summary in statuses.Select(StatusNormalizer.Summarize))
        {
            if (result.Count == 0 || result[^1] != summary)
            {
                result.Add(summary);
            }
        }

        return result;
    }

    private static bool IsSubsequence(List<string> part, List<string> whole)
    {
        var at = 0;
        foreach (var item in whole)
        {
            at += at < part.Count && part[at] == item ? 1 : 0;
        }

        return at == part.Count;
    }

    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path)
    {
        if (JsonNode.DeepEquals(expected, actual))
        {
            return [];
        }

        if (expected is JsonObject left && actual is JsonObject right)
        {
            return left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key))
                .SelectMany(key => Differences(left[key], right[key], $"{path}/{key}"));
        }

        if (expected is JsonArray first && actual is JsonArray second && first.Count == second.Count)
        {
            return first.Zip(second).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}/{index}"));
        }

        return [$"{path}: {actual?.ToJsonString() ?? "nothing"} instead of {expected?.ToJsonString() ?? "nothing"}"];
    }
}
