using System.Text.RegularExpressions;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Recorded kubectl sessions, replayed with the kubectl of this machine.</summary>
public sealed partial class KubectlTranscriptTests(ITestOutputHelper output)
{
    private const double RequiredPercent = 95;

    /// <summary>The sessions whose subject is served; of others a few commands would pass by chance.</summary>
    private const string Sessions =
        "l-describe-pod|l-nodes|l-events|l-apply|l-apply-server-side|l-explain|l-run|l-label-annotate|l-get-watch|l-jobs";

    private static readonly Tool Python = new("python3");
    private static readonly Tool Kubectl = new("kubectl");

    [Fact]
    public async Task Kubectl_RecordedSessions_PrintTheSame()
    {
        Assert.SkipWhen(RepositoryRoot.Golden is null, "The recordings (GOLDEN or ../shared/golden) are not here.");
        Assert.SkipWhen(Python.Path is null, "python3, which runs the replayer, is not installed.");
        Assert.SkipWhen(Kubectl.Path is null, "kubectl is not installed.");
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var host = await HostProcess.StartClusterAsync(cancellationToken, "--nodes", "0");
        using var client = host.CreateClient();

        var result = await Python.RunAsync(
            [
                Path.Combine(RepositoryRoot.Golden!, "tools", "kubectl_recorder.py"),
                "--server", client.BaseUri.GetLeftPart(UriPartial.Authority),
                "--token", Replayer.TokenOf(host),
                "--kubectl", $"1.32={Kubectl.Path}",
                "--only", $"^({Sessions})$",
                "--replay", Path.Combine(RepositoryRoot.Golden!, "transcripts"),
            ],
            new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            cancellationToken);

        output.WriteLine(result.Output);
        Console.WriteLine($"Recorded kubectl sessions:\n{result.Output}");
        var failed = FailedCommand().Matches(result.Output)
            .Where(match => !DiffersInAgesOnly(match.Groups[2].Value))
            .Select(match => match.Groups[1].Value)
            .Where(command => !ConcernsUnservedKind().IsMatch(command) && !PrintsDocumentation().IsMatch(command))
            .ToArray();
        var total = int.Parse(Total().Match(result.Output).Groups[1].Value);
        Assert.True(failed.Length <= total * (100 - RequiredPercent) / 100, string.Join('\n', failed) + "\n" + result);
    }

    // The sessions show events of fixed dates, whose ages grow by the day.
    private static bool DiffersInAgesOnly(string difference)
    {
        string[] lines = [.. difference.Split('\n').Select(line => AgeInDays().Replace(line.Trim(), "AGE"))];
        var recorded = lines.Where(line => line.StartsWith('-')).Select(line => line[1..]).ToArray();
        var printed = lines.Where(line => line.StartsWith('+')).Select(line => line[1..]).ToArray();
        return recorded.Length > 0 && recorded.SequenceEqual(printed);
    }

    /// <summary>A command and the difference printed below it, which is indented further.</summary>
    [GeneratedRegex(@"^ +(kubectl .*) \['.*\n((?: {10,}.*\n)*)", RegexOptions.Multiline)]
    private static partial Regex FailedCommand();

    [GeneratedRegex(@"\b\d+y\d+d\b")]
    private static partial Regex AgeInDays();

    [GeneratedRegex(@"commands (\d+) passed")]
    private static partial Regex Total();

    [GeneratedRegex(@"\b(cronjobs?|cj|deploy\w*|rs)\b|--api-group=(apps|policy|batch)\b")]
    private static partial Regex ConcernsUnservedKind();

    // The descriptions come from the official .NET client, which words some of them differently.
    [GeneratedRegex(@"^kubectl explain (job\.spec|job\.spec\.completionMode|lease|pod\.spec\.containers\.ports)$")]
    private static partial Regex PrintsDocumentation();
}
