using System.IO.Compression;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Scheduling.Tests.Golden;

/// <summary>One recorded case: a cluster, a profile, and the decisions of a real scheduler step by step.</summary>
public sealed class RecordedCase
{
    private readonly JsonElement _root;

    private RecordedCase(JsonElement root)
    {
        _root = root;
    }

    public static IEnumerable<string> Names => RepositoryRoot.Golden is { } golden
        ? Directory.EnumerateFiles(Path.Combine(golden, "scheduler"), "*.json.gz")
            .Select(file => Path.GetFileName(file)[..^".json.gz".Length])
            .Order(StringComparer.Ordinal)
        : [];

    public IEnumerable<JsonElement> Steps => Items("steps");

    public IEnumerable<V1Node> Nodes => Items("nodes").Select(Read<V1Node>);

    public IEnumerable<V1Pod> InitialPods => Items("initialPods").Select(Read<V1Pod>);

    /// <summary>Why the plugins that exist cannot replay the case, null when they can.</summary>
    public string? Unsupported
    {
        get
        {
            string[] objects = ["services", "replicaSets", "persistentVolumeClaims", "podDisruptionBudgets"];
            if (objects.FirstOrDefault(name => Items(name).Any()) is { } found)
            {
                return $"needs {found}";
            }

            var pods = InitialPods.Concat(Steps.Where(step => step.TryGetProperty("pod", out _)).Select(PodOf)).ToArray();
            return pods.Any(pod => pod.Spec.TopologySpreadConstraints is { Count: > 0 }) ? "needs PodTopologySpread"
                : pods.Any(pod => pod.Spec.Affinity is { } a && (a.PodAffinity ?? (object?)a.PodAntiAffinity) is not null)
                    ? "needs InterPodAffinity"
                : Steps.Any(step => step.TryGetProperty("victims", out _)) ? "needs preemption"
                : null;
        }
    }

    internal SchedulingProfile Profile
    {
        get
        {
            var config = _root.GetProperty("config");
            return new SchedulingProfile(
                Scoring(config.GetProperty("nodeResourcesFit").GetProperty("scoringStrategy")),
                [.. config.GetProperty("nodeResourcesBalancedAllocation").GetProperty("resources")
                    .EnumerateArray().Select(name => name.GetString()!)],
                config.GetProperty("pluginWeights").EnumerateObject().ToDictionary(w => w.Name, w => w.Value.GetInt64()));
        }
    }

    public static RecordedCase Load(string name)
    {
        using var file = File.OpenRead(Path.Combine(RepositoryRoot.Golden!, "scheduler", name + ".json.gz"));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return new RecordedCase(JsonDocument.Parse(unpacked).RootElement);
    }

    public static T Read<T>(JsonElement element) => KubernetesJson.Deserialize<T>(element.GetRawText());

    public static V1Pod PodOf(JsonElement step) => Read<V1Pod>(step.GetProperty("pod"));

    private static ResourceScoring Scoring(JsonElement strategy) => new()
    {
        Type = Enum.Parse<ResourceScoringType>(strategy.GetProperty("type").GetString()!),
        Resources =
        [
            .. strategy.GetProperty("resources").EnumerateArray().Select(resource => new ResourceWeight(
                resource.GetProperty("name").GetString()!, resource.GetProperty("weight").GetInt64())),
        ],
        Shape = !strategy.TryGetProperty("requestedToCapacityRatio", out var ratio)
            ? []
            :
            [
                .. ratio.GetProperty("shape").EnumerateArray().Select(point => new UtilizationPoint(
                    point.GetProperty("utilization").GetInt64(), point.GetProperty("score").GetInt64())),
            ],
    };

    private IEnumerable<JsonElement> Items(string name) =>
        _root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];
}
