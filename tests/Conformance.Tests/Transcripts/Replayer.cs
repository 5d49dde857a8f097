using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Runs the replayer that comes with the recordings against a server and reads its report.</summary>
internal sealed partial class Replayer(string golden, HostProcess host)
{
    private static readonly Tool Python = new("python3");

    public static bool IsAvailable => Python.Path is not null;

    public async Task<IReadOnlyList<TranscriptStep>> ReplayAsync(string profile, CancellationToken cancellationToken)
    {
        var report = Path.Combine(host.DataDirectory, $"transcripts-{profile}.json");
        using var client = host.CreateClient();
        var result = await Python.RunAsync(
            [
                Path.Combine(golden, "tools", "replay.py"),
                "--server", client.BaseUri.GetLeftPart(UriPartial.Authority),
                "--token", TokenOf(host),
                "--profile", profile,
                "--only", ServedScenarios(profile),
                "--report", report,
                Path.Combine(golden, "transcripts"),
            ],
            new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            cancellationToken);
        Assert.True(File.Exists(report), $"The replayer ended early:\n{result}");
        return [.. Read(report)];
    }

    /// <summary>The token of the administrator, read from the kubeconfig.</summary>
    public static string TokenOf(HostProcess host) =>
        k8s.KubernetesClientConfiguration.BuildConfigFromConfigFile(host.Kubeconfig).AccessToken;

    // A scenario of which no step but its namespace is served would only cost time.
    private string ServedScenarios(string profile)
    {
        var names = Scenarios()
            .Where(scenario => scenario.GetProperty("profile").GetString() == profile && IsServed(scenario))
            .Select(scenario => scenario.GetProperty("name").GetString());
        return $"^({string.Join('|', names)})$";
    }

    private static bool IsServed(JsonElement scenario)
    {
        if (!scenario.TryGetProperty("steps", out var steps) || ScenarioScope.WaitsForUnservedControllers(scenario))
        {
            return false;
        }

        var unserved = ScenarioScope.UnservedSteps(scenario);
        return steps.EnumerateArray().Any(step =>
            step.TryGetProperty("request", out _)
            && !step.TryGetProperty("setup", out _)
            && !unserved.Contains(step.GetProperty("id").GetString() ?? ""));
    }

    private IEnumerable<TranscriptStep> Read(string report)
    {
        using var results = JsonDocument.Parse(File.ReadAllText(report));
        var byName = results.RootElement.EnumerateArray()
            .ToDictionary(scenario => scenario.GetProperty("name").GetString() ?? "", Failures);
        foreach (var scenario in Scenarios())
        {
            var name = scenario.GetProperty("name").GetString() ?? "";
            if (byName.TryGetValue(name, out var failures))
            {
                foreach (var step in Steps(scenario, name, failures))
                {
                    yield return step;
                }
            }
        }
    }

    private static IEnumerable<TranscriptStep> Steps(
        JsonElement scenario, string name, IReadOnlyDictionary<string, string[]> failures)
    {
        var letter = scenario.GetProperty("tags")[0].GetString() ?? "";
        var unserved = ScenarioScope.UnservedSteps(scenario);
        foreach (var id in ComparedSteps(scenario.GetProperty("steps")))
        {
            var differences = failures.GetValueOrDefault(id, []);
            var verdict = unserved.Contains(id) ? StepVerdict.NotYetSupported
                : differences.Length == 0 ? StepVerdict.Passed
                : unserved.Count > 0 && differences.All(IsNumberingOnly) ? StepVerdict.NotYetSupported
                : StepVerdict.Failed;
            yield return new TranscriptStep(letter, name, id, verdict, string.Join("; ", differences.Take(2)));
        }
    }

    // Placeholders are numbered in order of appearance, so a refused step of an unserved kind shifts all later ones.
    private static bool IsNumberingOnly(string difference) => ShiftedPlaceholder().IsMatch(difference);

    private static IEnumerable<string> ComparedSteps(JsonElement steps)
    {
        foreach (var step in steps.EnumerateArray())
        {
            if (step.TryGetProperty("request", out _) && !step.TryGetProperty("recordOnly", out _))
            {
                yield return step.GetProperty("id").GetString() ?? "";
            }

            if (step.TryGetProperty("during", out var during))
            {
                foreach (var id in ComparedSteps(during))
                {
                    yield return id;
                }
            }
        }
    }

    private static Dictionary<string, string[]> Failures(JsonElement scenario) =>
        scenario.GetProperty("results").EnumerateArray()
            .GroupBy(result => result.GetProperty("id").GetString() ?? "")
            .ToDictionary(group => group.Key, group => group.SelectMany(Differences).ToArray());

    private static IEnumerable<string> Differences(JsonElement result) =>
        result.GetProperty("diff").EnumerateArray().Select(line => line.GetString() ?? "");

    private IEnumerable<JsonElement> Scenarios() =>
        Directory.EnumerateFiles(Path.Combine(golden, "transcripts"), "*.json").Order()
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);

    [GeneratedRegex(@": expected ""<(uid|rv):\d+>"" got ""<(uid|rv):\d+>""$")]
    private static partial Regex ShiftedPlaceholder();
}
