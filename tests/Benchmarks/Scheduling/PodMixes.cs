using k8s.Models;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>
/// The mixes of the core benchmark. The amounts of the realistic one follow published quantiles of a production GPU
/// cluster, scaled down so that a node holds many pods; its kinds are drawn with the published share of the commonest.
/// </summary>
internal static class PodMixes
{
    private const string Hostname = "kubernetes.io/hostname";
    private const string Zone = "topology.kubernetes.io/zone";
    private const int Services = 200;
    private const int Kinds = 150;

    private static readonly int[] CpuQuantiles = [32, 40, 113, 120, 164, 320];
    private static readonly int[] MemoryQuantiles = [56, 152, 415, 491, 583, 1259];

    public static IReadOnlyList<PodMix> All { get; } =
    [
        new("identical", n => Pods.Of($"i{n}", "100m", "128Mi")),
        new("heterogeneous, every pod distinct", n => Pods.Of($"h{n}", $"{50 + (n * 7919 % 211)}m", $"{64 + n}Mi")),
        new("realistic, 150 kinds", Realistic),
        new("hard spread over zones", n => Spread(Pods.Of($"z{n}", "100m", "128Mi", $"app-{n % 10}"), n)),
        new("default spread, 200 services", n => Pods.Of($"d{n}", "100m", "128Mi", $"app-{n % Services}"), AddServices),
        new("required anti-affinity, 200 services", n => Anti(Pods.Of($"a{n}", "100m", "128Mi", $"app-{n % Services}"), n)),
        new("required affinity in a zone", n => Near(Pods.Of($"n{n}", "100m", "128Mi", $"app-{n % 10}"), n)),
    ];

    // Ten kinds make 59 % of the pods, fifty 94 %.
    private static V1Pod Realistic(int n)
    {
        var hash = (uint)n * 2654435761;
        var (share, pick) = ((hash >> 8) % 100, (int)(hash >> 16));
        var kind = share < 59 ? pick % 10 : share < 94 ? 10 + (pick % 40) : 50 + (pick % (Kinds - 50));
        return Pods.Of(
            $"r{n}",
            $"{CpuQuantiles[kind % CpuQuantiles.Length] + (kind / 6)}m",
            $"{MemoryQuantiles[kind * 5 % MemoryQuantiles.Length] + kind}Mi",
            $"app-{kind}");
    }

    private static void AddServices(ClusterSnapshot snapshot)
    {
        for (var i = 0; i < Services; i++)
        {
            snapshot.Workloads.Set(new V1Service
            {
                Metadata = new V1ObjectMeta { Name = $"app-{i}", NamespaceProperty = Pods.Namespace },
                Spec = new V1ServiceSpec { Selector = Pods.Labels($"app-{i}") },
            });
        }
    }

    private static V1Pod Spread(V1Pod pod, int n)
    {
        pod.Spec.TopologySpreadConstraints =
        [
            new V1TopologySpreadConstraint
            {
                MaxSkew = 1, TopologyKey = Zone, WhenUnsatisfiable = "DoNotSchedule", LabelSelector = Selector(n % 10),
            },
        ];
        return pod;
    }

    private static V1Pod Anti(V1Pod pod, int n)
    {
        pod.Spec.Affinity = new V1Affinity
        {
            PodAntiAffinity = new V1PodAntiAffinity
            {
                RequiredDuringSchedulingIgnoredDuringExecution =
                    [new V1PodAffinityTerm { TopologyKey = Hostname, LabelSelector = Selector(n % Services) }],
            },
        };
        return pod;
    }

    private static V1Pod Near(V1Pod pod, int n)
    {
        pod.Spec.Affinity = new V1Affinity
        {
            PodAffinity = new V1PodAffinity
            {
                RequiredDuringSchedulingIgnoredDuringExecution =
                    [new V1PodAffinityTerm { TopologyKey = Zone, LabelSelector = Selector(n % 10) }],
            },
        };
        return pod;
    }

    private static V1LabelSelector Selector(int app) => new() { MatchLabels = Pods.Labels($"app-{app}") };
}
