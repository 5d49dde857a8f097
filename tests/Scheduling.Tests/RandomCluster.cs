using CsCheck;
using k8s.Models;

namespace OrleansScheduler.Scheduling.Tests;

/// <summary>Small nodes and pods that use every kind of rule, and often get into each other's way.</summary>
internal static class RandomCluster
{
    private static readonly Gen<Dictionary<string, string>> Labels = Gen.Select(
        OneOf("red", "green", "blue"), OneOf("1", "2"), (app, version) => new Dictionary<string, string>
        {
            ["app"] = app, ["version"] = version,
        });

    private static readonly Gen<V1LabelSelector> Selector = Labels.Select(labels => new V1LabelSelector
    {
        MatchLabels = new Dictionary<string, string> { ["app"] = labels["app"] },
    });

    private static readonly Gen<string> Key = OneOf("zone", "rack", "kubernetes.io/hostname");

    public static Gen<V1Node> Node { get; } = Gen.Select(
        Gen.Int[0, 11], Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[0, 3], Gen.Int[0, 4], (number, cpu, pods, zone, trait) =>
            NodeOf($"n{number}", cpu, pods, zone == 0 ? null : $"z{zone}", trait));

    public static Gen<V1Pod> Pod { get; } = Gen.Select(
        Gen.Int[0, 40], Gen.Int[0, 12], Labels, Gen.Int[0, 7], Gen.Int[-3, 3], Selector, Key, PodOf);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static V1Node NodeOf(string name, int cpu, int pods, string? zone, int trait)
    {
        var labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name, ["rack"] = $"r{trait % 2}" };
        if (zone is not null)
        {
            labels["zone"] = zone;
        }

        return new V1Node
        {
            Metadata = new V1ObjectMeta { Name = name, Labels = labels },
            Spec = new V1NodeSpec
            {
                Unschedulable = trait == 4,
                Taints = trait == 3 ? [new V1Taint { Key = "soft", Effect = "PreferNoSchedule" }] : null,
            },
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, ResourceQuantity>
                {
                    ["cpu"] = new($"{cpu}"), ["memory"] = new($"{cpu * 3}Gi"), ["pods"] = new($"{pods}"),
                },
            },
        };
    }

    private static V1Pod PodOf(
        int number, int cpu, Dictionary<string, string> labels, int rule, int priority, V1LabelSelector selector, string key)
    {
        var term = new V1PodAffinityTerm { TopologyKey = key, LabelSelector = selector };
        var weighted = new V1WeightedPodAffinityTerm { Weight = 10, PodAffinityTerm = term };
        return new V1Pod
        {
            Metadata = new V1ObjectMeta { Name = $"p{number}", NamespaceProperty = "default", Uid = $"{number}", Labels = labels },
            Spec = new V1PodSpec
            {
                Priority = priority,
                Affinity = rule switch
                {
                    1 => new V1Affinity { PodAffinity = new V1PodAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [term] } },
                    2 => new V1Affinity { PodAntiAffinity = new V1PodAntiAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [term] } },
                    3 => new V1Affinity { PodAffinity = new V1PodAffinity { PreferredDuringSchedulingIgnoredDuringExecution = [weighted] } },
                    _ => null,
                },
                TopologySpreadConstraints = rule is 4 or 5
                    ?
                    [
                        new V1TopologySpreadConstraint
                        {
                            MaxSkew = 1,
                            TopologyKey = key,
                            WhenUnsatisfiable = rule == 4 ? "DoNotSchedule" : "ScheduleAnyway",
                            LabelSelector = selector,
                        },
                    ]
                    : null,
                NodeSelector = rule == 6 ? new Dictionary<string, string> { ["rack"] = "r0" } : null,
                Containers =
                [
                    new V1Container
                    {
                        Name = "c",
                        Ports = rule == 7 ? [new V1ContainerPort { HostPort = 80, ContainerPort = 80 }] : null,
                        Resources = new V1ResourceRequirements
                        {
                            Requests = cpu == 0 ? null : new Dictionary<string, ResourceQuantity>
                            {
                                ["cpu"] = new($"{cpu * 150}m"), ["memory"] = new($"{cpu * 100}Mi"),
                            },
                        },
                    },
                ],
            },
        };
    }
}
