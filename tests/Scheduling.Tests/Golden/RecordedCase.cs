using System.IO.Compression;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Scheduling.Plugins.Affinity;
using OrleansScheduler.Scheduling.Plugins.Resources;
using OrleansScheduler.Scheduling.Plugins.Spread;
using OrleansScheduler.Scheduling.Pods;
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

    /// <summary>All pods in order of creation, when they were queued before the first was taken; else empty.</summary>
    public IEnumerable<string> Arrival => Items("arrival").Select(key => key.GetString()!);

    internal SchedulingProfile Profile
    {
        get
        {
            var config = _root.GetProperty("config");
            var affinity = config.GetProperty("interPodAffinity");
            return new SchedulingProfile
            {
                Weights = config.GetProperty("pluginWeights").EnumerateObject().ToDictionary(w => w.Name, w => w.Value.GetInt32()),
                Scoring = Scoring(config.GetProperty("nodeResourcesFit").GetProperty("scoringStrategy")),
                BalancedResources =
                [
                    .. config.GetProperty("nodeResourcesBalancedAllocation").GetProperty("resources")
                        .EnumerateArray().Select(name => name.GetString()!),
                ],
                Affinity = new AffinityOptions(
                    affinity.GetProperty("hardPodAffinityWeight").GetInt32(),
                    affinity.GetProperty("ignorePreferredTermsOfExistingPods").GetBoolean()),
                SpreadDefaults = Spread(config.GetProperty("podTopologySpread")),
            };
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

    public IEnumerable<T> Objects<T>(string name) => Items(name).Select(Read<T>);

    private static SpreadDefaults Spread(JsonElement settings) => settings.GetProperty("defaultingType").GetString() == "System"
        ? SpreadDefaults.System
        : new SpreadDefaults(
            false,
            [
                .. settings.GetProperty("defaultConstraints").EnumerateArray()
                    .Select(Read<V1TopologySpreadConstraint>)
                    .Select(constraint => SpreadConstraint.Of(constraint, new Dictionary<string, string>())),
            ]);

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
