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
        var pods = (recorded["pods"]?.AsArray().OfType<JsonObject>() ?? [recorded["pod"]!.AsObject()])
            .Select(pod => KubernetesJson.Deserialize<V1Pod>(pod.ToJsonString())).ToList();
        (Pod, Others) = (pods[^1], pods[..^1]);
        var seen = recorded["statuses"]!.AsArray().OfType<JsonObject>().Where(IsOfPod).ToList();
        Statuses = [.. seen.Where(IsOfKubelet).Select(entry => StatusNormalizer.Normalize(entry["status"]!))];
        Events = [.. recorded["events"]!.AsArray().OfType<JsonObject>().Where(IsOfPod)
            .Where(one => (string?)one["source"] == "kubelet" && (string?)one["reason"] != "Pulled")
            .Select(one => StatusNormalizer.Text(
                $"{one["type"]} {one["reason"]} {one["fieldPath"]}: {one["message"]}"))];
        (Action, var at) = recorded["steps"]!.AsArray()
            .Where(step => !((string?)step!["action"])!.StartsWith("create ", StringComparison.Ordinal))
            .Select(step => ((string?)step!["action"], (double)step["afterSeconds"]!))
            .FirstOrDefault();
        BeforeAction = seen
            .TakeWhile(entry => Action is not null && (double)entry["afterSeconds"]! < at - 0.05)
            .Where(IsOfKubelet)
            .Select(entry => StatusNormalizer.Summarize(StatusNormalizer.Normalize(entry["status"]!)))
            .LastOrDefault();
        Log = LogsOfAnotherRoot.Contains(Name) ? null : (string?)recorded["logs"]?["c"]?["stdout"];
        Pod.Status = new() { Phase = "Pending", QosClass = (string?)recorded["statuses"]![0]!["status"]!["qosClass"] };
        Objects = [.. recorded["objects"]?.AsArray().OfType<JsonObject>() ?? []];
    }

    public string Name { get; }

    public V1Pod Pod { get; }

    /// <summary>Pods that ran on the node before this one.</summary>
    public IReadOnlyList<V1Pod> Others { get; }

    public IReadOnlyList<JsonNode> Statuses { get; }

    public IReadOnlyList<string> Events { get; }

    /// <summary>What was done to the pod, or to what it needs, after it had been created.</summary>
    public string? Action { get; }

    /// <summary>What the pod had come to by then.</summary>
    public string? BeforeAction { get; }

    public string? Log { get; }

    private IReadOnlyList<JsonObject> Objects { get; }

    public static PodScenario Load(string file) => new(JsonNode.Parse(File.ReadAllText(file))!.AsObject());

    private bool IsOfPod(JsonObject entry) => entry["pod"] is not { } pod || (string?)pod == Pod.Metadata.Name;

    private static bool IsOfKubelet(JsonObject entry) =>
        entry["status"]!["containerStatuses"] is not null || entry["status"]!["reason"] is not null;

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
