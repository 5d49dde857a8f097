using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults of containers, init containers and ephemeral containers.</summary>
internal static class ContainerDefaults
{
    private const string MessagePath = "/dev/termination-log";
    private const string MessagePolicy = "File";

    public static void Apply(V1Container container)
    {
        container.ImagePullPolicy = PullPolicy(container.ImagePullPolicy, container.Image);
        container.TerminationMessagePath = PodSpecDefaults.OrDefault(container.TerminationMessagePath, MessagePath);
        container.TerminationMessagePolicy =
            PodSpecDefaults.OrDefault(container.TerminationMessagePolicy, MessagePolicy);
        container.Resources ??= new V1ResourceRequirements();
        ResourceDefaults.Round(container.Resources);
        ApplyToPorts(container.Ports);
        ApplyToEnvironment(container.Env);
        ProbeDefaults.Apply(container.LivenessProbe);
        ProbeDefaults.Apply(container.ReadinessProbe);
        ProbeDefaults.Apply(container.StartupProbe);
        ProbeDefaults.Apply(container.Lifecycle);
    }

    public static void Apply(V1EphemeralContainer container)
    {
        container.ImagePullPolicy = PullPolicy(container.ImagePullPolicy, container.Image);
        container.TerminationMessagePath = PodSpecDefaults.OrDefault(container.TerminationMessagePath, MessagePath);
        container.TerminationMessagePolicy =
            PodSpecDefaults.OrDefault(container.TerminationMessagePolicy, MessagePolicy);
        container.Resources ??= new V1ResourceRequirements();
        ResourceDefaults.Round(container.Resources);
        ApplyToPorts(container.Ports);
        ApplyToEnvironment(container.Env);
        ProbeDefaults.Apply(container.LivenessProbe);
        ProbeDefaults.Apply(container.ReadinessProbe);
        ProbeDefaults.Apply(container.StartupProbe);
        ProbeDefaults.Apply(container.Lifecycle);
    }

    /// <summary>A tag that moves is pulled always, any other only when it is absent.</summary>
    internal static string PullPolicy(string? policy, string? image) =>
        !string.IsNullOrEmpty(policy) ? policy
        : ImageReference.Parse(image ?? "") is { Tag: "latest" } ? "Always"
        : "IfNotPresent";

    private static void ApplyToPorts(IList<V1ContainerPort>? ports)
    {
        foreach (var port in ports ?? [])
        {
            port.Protocol = PodSpecDefaults.OrDefault(port.Protocol, "TCP");
        }
    }

    private static void ApplyToEnvironment(IList<V1EnvVar>? variables)
    {
        foreach (var source in (variables ?? []).Select(variable => variable.ValueFrom))
        {
            DownwardDefaults.Apply(source?.FieldRef);
            DownwardDefaults.Apply(source?.ResourceFieldRef);
        }
    }
}
