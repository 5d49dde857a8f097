using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansScheduler.NodeAgent.Tests.Golden;

/// <summary>Makes recorded and own statuses comparable: values of one run, one runtime or one machine become placeholders.</summary>
internal static partial class StatusNormalizer
{
    /// <summary>The recorded kubelet read this back from a cgroup without a limit.</summary>
    private const string UnlimitedReadBack = "9007199254740988Ki";

    public static JsonNode Normalize(JsonNode status)
    {
        var copy = status.DeepClone();
        if ((string?)copy["resources"]?["limits"]?["memory"] == UnlimitedReadBack)
        {
            copy["resources"] = new JsonObject();
        }

        Walk(copy);
        return copy;
    }

    public static string Text(string text)
    {
        text = RuntimePrefix().Replace(text, "").Replace(": unknown", "", StringComparison.Ordinal);
        text = text.Replace("127.0.0.1", "<ip>", StringComparison.Ordinal);
        text = CatProblem().Replace(text, "cat: $1: No such file");
        text = Uid().Replace(text, "<uid>");
        return BackOff().Replace(text, "back-off <time> restarting");
    }

    /// <summary>What of a status a user watches: the phase and each container's state.</summary>
    public static string Summarize(JsonNode status)
    {
        var containers = ((JsonArray?)status["initContainerStatuses"] ?? []).Concat((JsonArray?)status["containerStatuses"] ?? []);
        return $"{status["phase"]} " + string.Join(", ", containers.Select(container =>
        {
            var (kind, state) = container!["state"]!.AsObject().First();
            return $"{container["name"]}={kind} {state?["reason"]} {state?["exitCode"]} ready={container["ready"]}";
        }));
    }

    private static void Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Walk(item);
                }

                break;
            case JsonObject record:
                foreach (var (key, value) in record.ToList())
                {
                    if (value is null)
                    {
                        record.Remove(key);
                    }
                    else if (value is JsonValue scalar && scalar.GetValueKind() == System.Text.Json.JsonValueKind.String)
                    {
                        record[key] = Value(key, (string)scalar!);
                    }
                    else
                    {
                        Walk(value);
                    }
                }

                break;
        }
    }

    private static string Value(string key, string value) => key switch
    {
        "containerID" => "<id>",
        "imageID" => value.Length == 0 ? "" : "<image>",
        "hostIP" or "podIP" or "ip" => "<ip>",
        "startTime" or "startedAt" or "finishedAt" or "lastTransitionTime" => "<time>",
        _ => Text(value),
    };

    [GeneratedRegex("failed to create containerd task: .*unable to start container process: (error during container init: )?")]
    private static partial Regex RuntimePrefix();

    [GeneratedRegex("cat: (?:can't open ')?(/[^':]+)'?: No such file")]
    private static partial Regex CatProblem();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex(@"back-off \S+ restarting")]
    private static partial Regex BackOff();
}
