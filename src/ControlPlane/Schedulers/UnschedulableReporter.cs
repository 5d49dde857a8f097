using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Scheduling.Planning;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// Writes on pods why they are pending, beside the scheduling itself, which never waits for it. Of several reports
/// about a pod only the newest is written.
/// </summary>
internal sealed partial class UnschedulableReporter(SchedulerParts parts, string schedulerName)
{
    private static readonly WriteOptions Writer = WriteOptions.ByController("kube-scheduler");

    private readonly Dictionary<ObjectKey, PodRefusal> _waiting = [];
    private readonly WakeSignal _reported = new(parts.Time);

    public void Report(PodRefusal refusal)
    {
        parts.Events.Record(
            schedulerName, PodReferences.Of(refusal.Pod), "Warning", "FailedScheduling", refusal.Message);
        _waiting[refusal.Pod.Key] = refusal;
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
                Array.ForEach(batch, refusal => _waiting.Remove(refusal.Pod.Key));
                await Task.WhenAll(batch.Select(refusal => WriteAsync(refusal, cancellationToken)));
            }
        }
    }

    private async Task WriteAsync(PodRefusal refusal, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Registry.UpdateAsync(
                Kinds.Of<V1Pod>(),
                refusal.Pod.Key,
                "status",
                newest => Marked((V1Pod)newest!, refusal),
                Writer,
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The pod may be gone; if it is not, its next try reports again.
            LogNotReported(parts.Logger, refusal.Pod.Key, exception);
        }
    }

    private V1Pod Marked(V1Pod pod, PodRefusal refusal)
    {
        if (pod.Metadata.Uid != refusal.Pod.Uid || !string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return pod;
        }

        pod.Status ??= new V1PodStatus();
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
        condition.Message = refusal.Message;
        condition.ObservedGeneration = pod.Metadata.Generation;
        return pod;
    }}
