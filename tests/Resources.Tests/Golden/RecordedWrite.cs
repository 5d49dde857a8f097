using System.Text.Json.Nodes;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Golden;

/// <summary>A recorded create: what was sent and what a Kubernetes server answered.</summary>
public sealed record RecordedWrite(string Name, JsonObject Sent, int Status, JsonObject Answer)
{
    /// <summary>All creates of a kind in the transcripts of the bare API server.</summary>
    public static IEnumerable<RecordedWrite> CreatesOf(string plural, string kind)
    {
        var golden = RepositoryRoot.Golden;
        if (golden is null)
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(golden, "transcripts")).Order())
        {
            var scenario = JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var step in scenario["profile"]?.GetValue<string>() == "api" ? scenario["steps"]!.AsArray() : [])
            {
                if (IsCreate(step!, plural, kind) && step!["response"]!["body"] is JsonObject answer)
                {
                    yield return new RecordedWrite(
                        $"{Path.GetFileNameWithoutExtension(file)}/{step["id"]}",
                        step["request"]!["body"]!.AsObject(),
                        step["response"]!["status"]!.GetValue<int>(),
                        answer);
                }
            }
        }
    }

    private static bool IsCreate(JsonNode step, string plural, string kind) =>
        step["request"] is JsonObject request
        && request["method"]!.GetValue<string>() == "POST"
        && request["path"]!.GetValue<string>().Split('?')[0].EndsWith($"/{plural}", StringComparison.Ordinal)
        && request["body"] is JsonObject body
        && body["kind"]?.GetValue<string>() == kind;
}
