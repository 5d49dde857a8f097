using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// Writes on pods why they are pending, beside the scheduling itself, which never waits for it. Of several reports
/// about a pod only the newest is written.
/// </summary>
internal sealed partial class UnschedulableReporter(SchedulerParts parts, string schedulerName)
{
    private static readonly WriteOptions Writer = WriteOptions.ByController("kube-scheduler");

    private readonly Dictionary<ObjectKey, StatusReport> _waiting = [];
    private readonly WakeSignal _reported = new(parts.Time);

    public void Report(PodRefusal refusal)
    {
        parts.Events.Record(
            schedulerName, PodReferences.Of(refusal.Pod), "Warning", "FailedScheduling", refusal.Message);
        _waiting[refusal.Pod.Key] = new StatusReport(refusal.Pod, refusal.Message, refusal.NominatedNodeName);
        _reported.Set();
    }

    /// <summary>No room is being made for the pod any more; what else is known of it stays.</summary>
    public void Renounce(PodDemand pod)
    {
        _waiting[pod.Key] = _waiting.TryGetValue(pod.Key, out var report)
            ? report with { NominatedNodeName = null }
            : new StatusReport(pod, null, null);
        _reported.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _reported.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            while (_waiting.Count > 0)
            {
                var batch = _waiting.Values.Take(parts.Options.Value.ReportConcurrency).ToArray();
                Array.ForEach(batch, report => _waiting.Remove(report.Pod.Key));
                await Task.WhenAll(batch.Select(report => WriteAsync(report, cancellationToken)));
            }
        }
    }

    private async Task WriteAsync(StatusReport report, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Registry.UpdateAsync(
                Kinds.Of<V1Pod>(),
                report.Pod.Key,
                "status",
                newest => Marked((V1Pod)newest!, report),
                Writer,
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The pod may be gone; if it is not, its next try reports again.
            LogNotReported(parts.Logger, report.Pod.Key, exception);
        }
    }

    private V1Pod Marked(V1Pod pod, StatusReport report)
    {
        if (pod.Metadata.Uid != report.Pod.Uid || !string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return pod;
        }

        pod.Status ??= new V1PodStatus();
        pod.Status.NominatedNodeName = report.NominatedNodeName;
        if (report.Message is not null)
        {
            MarkUnschedulable(pod, report.Message);
        }

        return pod;
    }

    private void MarkUnschedulable(V1Pod pod, string message)
    {
        pod.Status.Conditions ??= [];
        var condition = pod.Status.Conditions.FirstOrDefault(candidate => candidate.Type == "PodScheduled");
        if (condition is null)
        {
            condition = new V1PodCondition { Type = "PodScheduled" };
            pod.Status.Conditions.Add(condition);
        }

        if (condition.Status != "False")
        {
            condition.LastTransitionTime = parts.Time.GetUtcNow().UtcDateTime;
        }

        condition.Status = "False";
        condition.Reason = "Unschedulable";
        condition.Message = message;
        condition.ObservedGeneration = pod.Metadata.Generation;
    }}
