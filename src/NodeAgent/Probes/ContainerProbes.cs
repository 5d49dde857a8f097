using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Probes;

/// <summary>Starts the probes of a container run and acts on their verdicts.</summary>
internal sealed class ContainerProbes(Func<V1Pod> pod, PodContext context, ContainerStopper stopper, Signal signal)
{
    public void Start(ContainerSlot slot, CancellationToken cancellationToken)
    {
        if (slot.Run is not { } run || slot.Exit is not null)
        {
            return;
        }

        (ProbeKind Kind, V1Probe? Probe)[] probes =
        [
            (ProbeKind.Startup, slot.Spec.StartupProbe),
            (ProbeKind.Readiness, slot.Spec.ReadinessProbe),
            (ProbeKind.Liveness, slot.Spec.LivenessProbe),
        ];
        foreach (var (kind, probe) in probes)
        {
            if (probe is not null)
            {
                var loop = new ProbeLoop(
                    kind, probe, pod, slot, run, context, (decided, isWell) => Decide(slot, decided, probe, isWell, cancellationToken));
                _ = loop.RunAsync(cancellationToken);
            }
        }
    }

    private void Decide(ContainerSlot slot, ProbeKind kind, V1Probe probe, bool isWell, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ProbeKind.Readiness:
                slot.ReadinessPassed = isWell;
                break;
            case ProbeKind.Startup when isWell:
                slot.StartupPassed = true;
                break;
            case ProbeKind.Startup or ProbeKind.Liveness when !isWell:
                // One stop per run, however often the probe goes on failing meanwhile.
                slot.Stopping ??= StopAsync(slot, kind, probe, cancellationToken);
                break;
        }

        signal.Raise();
    }

    private Task StopAsync(ContainerSlot slot, ProbeKind kind, V1Probe probe, CancellationToken cancellationToken)
    {
        var current = pod();
        var grace = probe.TerminationGracePeriodSeconds ?? current.Spec.TerminationGracePeriodSeconds ?? 30;
        var reason = !RestartRule.CanRestart(slot.Spec, current.Spec.RestartPolicy ?? "Always")
            ? $"Stopping container {slot.Spec.Name}"
            : $"Container {slot.Spec.Name} failed {kind.ToString().ToLowerInvariant()} probe, will be restarted";
        return stopper.StopAsync(current, slot, reason, TimeSpan.FromSeconds(grace), cancellationToken);
    }
}
