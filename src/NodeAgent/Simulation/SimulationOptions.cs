using k8s;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>Which nodes are simulated, and how pods fare on them.</summary>
public sealed record SimulationOptions
{
    /// <summary>The label every simulated node carries; its value is <see cref="Name"/>.</summary>
    public const string Label = "orleans-scheduler.dev/simulated";

    /// <summary>Tells nodes and pods of this simulation from those of others: a node is called <c>NAME-17</c>.</summary>
    public string Name { get; init; } = "sim";

    public required int Nodes { get; init; }

    /// <summary>Allocatable of each node by resource name.</summary>
    public IReadOnlyDictionary<string, string> Capacity { get; init; } =
        new Dictionary<string, string> { ["cpu"] = "32", ["memory"] = "128Gi", ["pods"] = "110" };

    /// <summary>Over how many zones the nodes are spread, one after the other.</summary>
    public int Zones { get; init; } = 3;

    /// <summary>Further labels of each node.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Keeps away pods that do not tolerate <see cref="Label"/>: what runs here does not really run.</summary>
    public bool IsTainted { get; init; } = true;

    /// <summary>From being bound to a node until the containers run.</summary>
    public DurationDistribution StartTime { get; init; } = DurationDistribution.Always(TimeSpan.Zero);

    /// <summary>How long containers run, unless the pod's <c>restartPolicy</c> is Always: those run until they are deleted.</summary>
    public DurationDistribution RunTime { get; init; } = DurationDistribution.Always(TimeSpan.FromSeconds(30));

    /// <summary>From the request to end until the containers have ended, within the pod's grace.</summary>
    public DurationDistribution StopTime { get; init; } = DurationDistribution.Always(TimeSpan.Zero);

    /// <summary>The share of runs that end with exit code 1.</summary>
    public double FailureRate { get; init; }

    /// <summary>Makes durations and failures repeatable.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Watches each node's pods by themselves, as kubelets do, in place of one watch for all.</summary>
    public bool IsWatchedPerNode { get; init; }

    /// <summary>False counts the pods bound to the nodes and tells nothing of them, so that they stay as they were bound.</summary>
    public bool TellsOfPods { get; init; } = true;

    /// <summary>How many requests are under way at most, besides watches and heartbeats.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How often each node renews its lease.</summary>
    public TimeSpan LeaseRenewInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often each node tells its status without a change.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Leaves the nodes in the cluster at the end, where they fall silent.</summary>
    public bool KeepsNodes { get; init; }

    /// <summary>How to reach the API server.</summary>
    public Func<KubernetesClientConfiguration> Client { get; init; } =
        () => KubernetesClientConfiguration.BuildConfigFromConfigFile(Environment.GetEnvironmentVariable("KUBECONFIG"));
}
