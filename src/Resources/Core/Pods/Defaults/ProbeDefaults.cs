using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults of probes and lifecycle hooks.</summary>
internal static class ProbeDefaults
{
    public static void Apply(V1Probe? probe)
    {
        if (probe is null)
        {
            return;
        }

        probe.TimeoutSeconds = OrDefault(probe.TimeoutSeconds, 1);
        probe.PeriodSeconds = OrDefault(probe.PeriodSeconds, 10);
        probe.SuccessThreshold = OrDefault(probe.SuccessThreshold, 1);
        probe.FailureThreshold = OrDefault(probe.FailureThreshold, 3);
        Apply(probe.HttpGet);
        if (probe.Grpc is not null)
        {
            probe.Grpc.Service ??= "";
        }
    }

    public static void Apply(V1Lifecycle? lifecycle)
    {
        Apply(lifecycle?.PostStart?.HttpGet);
        Apply(lifecycle?.PreStop?.HttpGet);
    }

    private static void Apply(V1HTTPGetAction? action)
    {
        if (action is not null)
        {
            action.Path = PodSpecDefaults.OrDefault(action.Path, "/");
            action.Scheme = PodSpecDefaults.OrDefault(action.Scheme, "HTTP");
        }
    }

    private static int OrDefault(int? value, int defaultValue) => value is null or 0 ? defaultValue : value.Value;
}
