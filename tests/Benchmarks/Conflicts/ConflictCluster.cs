using k8s.Models;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary>
/// Nodes and pods drawn from published figures of a production GPU cluster (Alibaba openb 2023: its node types by
/// their share, quantiles of what its pods ask for); cpu and memory only.
/// </summary>
internal sealed class ConflictCluster(int nodes, Random random)
{
    private const int Kinds = 150;

    private static readonly (double Share, int Cpu, int MemoryGi)[] NodeTypes =
        [(0.36, 96, 384), (0.61, 104, 512), (0.70, 32, 256), (1, 64, 256)];

    private static readonly (double Share, double Cpu, double MemoryMi)[] Quantiles =
    [
        (0, 1000, 1024), (0.10, 3152, 5600), (0.25, 4000, 15258), (0.50, 11300, 41560), (0.75, 12000, 49152),
        (0.90, 16400, 58368), (0.99, 32000, 125952), (1, 64000, 200000),
    ];

    private readonly (string Cpu, string Memory)[] _kinds = [.. Enumerable.Range(0, Kinds).Select(_ => Kind(random))];
    private int _pods;

    public IReadOnlyList<V1Node> Nodes { get; } = [.. Enumerable.Range(0, nodes).Select(i => Node(i, random.NextDouble()))];

    public PodDemand NextPod()
    {
        var (cpu, memory) = _kinds[random.Next(Kinds)];
        return PodDemand.Of(Scheduling.Pods.Of($"p{_pods++}", cpu, memory));
    }

    private static V1Node Node(int number, double draw)
    {
        var (_, cpu, memory) = NodeTypes.First(type => draw <= type.Share);
        return new V1Node
        {
            Metadata = new V1ObjectMeta { Name = $"node-{number}" },
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, ResourceQuantity>
                {
                    ["cpu"] = new($"{cpu}"), ["memory"] = new($"{memory}Gi"), ["pods"] = new("110"),
                },
            },
        };
    }

    // Large pods ask for much of both.
    private static (string Cpu, string Memory) Kind(Random random)
    {
        var draw = random.NextDouble();
        var next = Array.FindIndex(Quantiles, quantile => draw <= quantile.Share);
        var (below, above) = (Quantiles[Math.Max(0, next - 1)], Quantiles[next]);
        var part = above.Share > below.Share ? (draw - below.Share) / (above.Share - below.Share) : 0;
        return (
            $"{(int)(below.Cpu + (part * (above.Cpu - below.Cpu)))}m",
            $"{(int)(below.MemoryMi + (part * (above.MemoryMi - below.MemoryMi)))}Mi");
    }
}
