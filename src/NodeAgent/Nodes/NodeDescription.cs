using System.Globalization;
using System.Runtime.InteropServices;
using k8s.Models;
using OrleansScheduler.NodeAgent.Logs;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>The Node object as this agent tells it.</summary>
internal sealed class NodeDescription(NodeAgentOptions options, NodeFacts facts, LogServer logs, IContainerRuntime runtime)
{
    public const string CertificateAnnotation = "orleans-scheduler.dev/serving-certificate-sha256";
    public const string MissingAnnotation = "orleans-scheduler.dev/missing-features";
    private static readonly string BootId = Guid.NewGuid().ToString();

    public Dictionary<string, string> Annotations => new()
    {
        [CertificateAnnotation] = logs.CertificateSha256,
        [MissingAnnotation] = string.Join(',', runtime.Missing.Select(feature => feature.Name)),
    };

    public string Name => options.NodeName;

    public Dictionary<string, string> Labels
    {
        get
        {
            var labels = new Dictionary<string, string>(options.Labels)
            {
                ["kubernetes.io/hostname"] = options.NodeName,
                ["kubernetes.io/os"] = OperatingSystemName,
                ["kubernetes.io/arch"] = Architecture,
                ["beta.kubernetes.io/os"] = OperatingSystemName,
                ["beta.kubernetes.io/arch"] = Architecture,
            };
            return labels;
        }
    }

    /// <summary>The Node to register.</summary>
    public V1Node Node(DateTimeOffset now) => new()
    {
        Metadata = new() { Name = options.NodeName, Labels = Labels, Annotations = Annotations },
        Spec = new(),
        Status = Status(now, null),
    };

    public V1NodeStatus Status(DateTimeOffset now, V1NodeStatus? before)
    {
        var capacity = facts.Capacity.ToDictionary(pair => pair.Key, pair => Quantity(pair.Key, pair.Value));
        return new()
        {
            Capacity = capacity,
            Allocatable = capacity,
            Conditions = Conditions(now, before),
            Addresses =
            [
                new() { Type = "InternalIP", Address = options.Address },
                new() { Type = "Hostname", Address = options.NodeName },
            ],
            DaemonEndpoints = new() { KubeletEndpoint = new() { Port = logs.Port } },
            NodeInfo = Info(),
        };
    }

    public static List<V1NodeCondition> Conditions(DateTimeOffset now, V1NodeStatus? before)
    {
        return
        [
            Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
        ];

        V1NodeCondition Condition(string type, string status, string reason, string message)
        {
            var previous = before?.Conditions?.FirstOrDefault(condition => condition.Type == type);
            return new()
            {
                Type = type,
                Status = status,
                Reason = reason,
                Message = message,
                LastHeartbeatTime = ContainerStatusBuilder.Second(now),
                LastTransitionTime = previous?.Status == status && previous.LastTransitionTime is { } since
                    ? since
                    : ContainerStatusBuilder.Second(now),
            };
        }
    }

    private V1NodeSystemInfo Info() => new()
    {
        MachineID = ReadLine("/etc/machine-id"),
        SystemUUID = ReadLine("/etc/machine-id"),
        BootID = ReadLine("/proc/sys/kernel/random/boot_id") is { Length: > 0 } boot ? boot : BootId,
        KernelVersion = OperatingSystem.IsLinux() ? ReadLine("/proc/sys/kernel/osrelease") : Environment.OSVersion.VersionString,
        OsImage = RuntimeInformation.OSDescription,
        ContainerRuntimeVersion = $"{runtime.Name}://{runtime.Version}",
        KubeletVersion = $"v1.36.0+orleans-scheduler.{runtime.Version}",
        KubeProxyVersion = "",
        OperatingSystem = OperatingSystemName,
        Architecture = Architecture,
    };

    public static string OperatingSystemName =>
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    private static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static ResourceQuantity Quantity(string resource, decimal amount) => new(resource is "memory" or "ephemeral-storage"
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(amount / 1024)}Ki")
        : amount.ToString("0.###", CultureInfo.InvariantCulture));

    private static string ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault("") : "";
}
