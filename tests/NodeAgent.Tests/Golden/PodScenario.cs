using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace OrleansScheduler.NodeAgent.Tests.Golden;

/// <summary>One recorded pod: its manifest, what was done to it, and what a kubelet told about it.</summary>
internal sealed class PodScenario
{
    /// <summary>These list the files or the environment of the recorded image.</summary>
    private static readonly string[] LogsOfAnotherRoot =
        ["env-sources", "volumes", "subpath-missing-and-escape", "oom-kill", "emptydir-sizelimit"];

    private PodScenario(JsonObject recorded)
    {
        Name = (string)recorded["name"]!;
        Pod = KubernetesJson.Deserialize<V1Pod>(recorded["pod"]!.ToJsonString());
        Statuses = [.. recorded["statuses"]!.AsArray()
            .Where(entry => entry!["status"]!["containerStatuses"] is not null)
            .Select(entry => StatusNormalizer.Normalize(entry!["status"]!))];
        Events = [.. recorded["events"]!.AsArray()
            .Where(one => (string?)one!["source"] == "kubelet" && (string?)one["reason"] != "Pulled")
            .Select(one => StatusNormalizer.Text(
                $"{one!["type"]} {one["reason"]} {one["fieldPath"]}: {one["message"]}"))];
        DeleteAfter = recorded["steps"]!.AsArray()
            .Where(step => ((string?)step!["action"])!.StartsWith("delete pod", StringComparison.Ordinal))
            .Select(step => (TimeSpan?)TimeSpan.FromSeconds((double)step!["afterSeconds"]!))
            .FirstOrDefault();
        BeforeDelete = recorded["statuses"]!.AsArray()
            .TakeWhile(entry => DeleteAfter is { } at && (double)entry!["afterSeconds"]! < at.TotalSeconds - 0.05)
            .Where(entry => entry!["status"]!["containerStatuses"] is not null)
            .Select(entry => StatusNormalizer.Summarize(StatusNormalizer.Normalize(entry!["status"]!)))
            .LastOrDefault();
        Log = LogsOfAnotherRoot.Contains(Name) ? null : (string?)recorded["logs"]?["c"]?["stdout"];
        Pod.Status = new() { Phase = "Pending", QosClass = (string?)recorded["statuses"]![0]!["status"]!["qosClass"] };
        Objects = [.. recorded["objects"]?.AsArray().OfType<JsonObject>() ?? []];
    }

    public string Name { get; }

    public V1Pod Pod { get; }

    public IReadOnlyList<JsonNode> Statuses { get; }

    public IReadOnlyList<string> Events { get; }

    public TimeSpan? DeleteAfter { get; }

    /// <summary>What the pod had come to when it was deleted.</summary>
    public string? BeforeDelete { get; }

    public string? Log { get; }

    private IReadOnlyList<JsonObject> Objects { get; }

    public static PodScenario Load(string file) => new(JsonNode.Parse(File.ReadAllText(file))!.AsObject());

    public void CreateObjects(Pods.FakePodApi api)
    {
        foreach (var item in Objects)
        {
            var name = (string)item["metadata"]!["name"]!;
            if ((string?)item["kind"] == "ConfigMap")
            {
                api.ConfigMaps[name] = KubernetesJson.Deserialize<V1ConfigMap>(item.ToJsonString());
            }
            else
            {
                var secret = KubernetesJson.Deserialize<V1Secret>(item.ToJsonString());
                api.Secrets[name] = secret with
                {
                    Data = secret.StringData?.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
                };
            }
        }
    }
}
