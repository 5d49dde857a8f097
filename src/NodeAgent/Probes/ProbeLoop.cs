using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Probes;

/// <summary>
/// Probes one run of a container until it ends. Readiness and liveness wait for the startup probe. A verdict changes only after the threshold
/// of equal results in a row.
/// </summary>
internal sealed class ProbeLoop(
    ProbeKind kind, V1Probe probe, Func<V1Pod> pod, ContainerSlot slot, IContainer run, PodContext context, Action<ProbeKind, bool> decide)
{
    private readonly TimeSpan period = TimeSpan.FromSeconds(Math.Max(1, probe.PeriodSeconds ?? 10));
    private int successes;
    private int failures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = run.Exited.ContinueWith(
            _ => ended.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0), context.Time, ended.Token);
            while (true)
            {
                if (kind == ProbeKind.Startup || slot.IsStarted)
                {
                    var problem = await ProbeRunner.TryAsync(slot.Spec, probe, run, context, ended.Token);
                    if (run.IsAlive && slot.Stopping is null)
                    {
                        Weigh(problem);
                    }
                }

                if (kind == ProbeKind.Startup && slot.StartupPassed)
                {
                    return;
                }

                await Task.Delay(period, context.Time, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended, or the agent does.
        }
    }

    private void Weigh(string? problem)
    {
        if (problem is null)
        {
            failures = 0;
            if (++successes >= (probe.SuccessThreshold ?? 1))
            {
                decide(kind, true);
            }

            return;
        }

        successes = 0;
        context.Api.Record(pod(), slot.FieldPath, PodEvent.Warning("Unhealthy", $"{kind} probe failed: {problem}"));
        if (++failures >= (probe.FailureThreshold ?? 3))
        {
            failures = 0;
            decide(kind, false);
        }
    }
}
