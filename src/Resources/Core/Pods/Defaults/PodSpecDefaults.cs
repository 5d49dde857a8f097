using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults pods and the pod templates of all workloads share.</summary>
internal static class PodSpecDefaults
{
    private const long TerminationGracePeriodSeconds = 30;

    /// <summary>Fills a template of a workload.</summary>
    public static V1PodTemplateSpec ApplyToTemplate(V1PodTemplateSpec? template)
    {
        template ??= new V1PodTemplateSpec();
        template.Metadata ??= new V1ObjectMeta();
        template.Spec ??= new V1PodSpec();
        Apply(template.Spec);
        return template;
    }

    public static void Apply(V1PodSpec spec)
    {
        spec.DnsPolicy = OrDefault(spec.DnsPolicy, "ClusterFirst");
        spec.RestartPolicy = OrDefault(spec.RestartPolicy, "Always");
        spec.SchedulerName = OrDefault(spec.SchedulerName, "default-scheduler");
        spec.SecurityContext ??= new V1PodSecurityContext();
        spec.TerminationGracePeriodSeconds ??= TerminationGracePeriodSeconds;
        MirrorServiceAccount(spec);
        ResourceDefaults.Round(spec.Overhead);
        foreach (var container in (spec.Containers ?? []).Concat(spec.InitContainers ?? []))
        {
            ContainerDefaults.Apply(container);
        }

        foreach (var container in spec.EphemeralContainers ?? [])
        {
            ContainerDefaults.Apply(container);
        }

        foreach (var volume in spec.Volumes ?? [])
        {
            VolumeDefaults.Apply(volume);
        }
    }

    internal static string OrDefault(string? value, string defaultValue) =>
        string.IsNullOrEmpty(value) ? defaultValue : value;

    // The older spelling is kept equal to the newer one, which wins.
    private static void MirrorServiceAccount(V1PodSpec spec)
    {
        var name = string.IsNullOrEmpty(spec.ServiceAccountName) ? spec.ServiceAccount : spec.ServiceAccountName;
        spec.ServiceAccountName = string.IsNullOrEmpty(name) ? null : name;
        spec.ServiceAccount = spec.ServiceAccountName;
    }
}
