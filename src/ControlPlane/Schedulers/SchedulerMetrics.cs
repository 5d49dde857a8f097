using System.Diagnostics.Metrics;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>What becomes of the plans of this silo's schedulers.</summary>
internal sealed class SchedulerMetrics
{
    private readonly Counter<long> _placements;
    private readonly Counter<long> _refusals;

    public SchedulerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(SchedulerMeter.Name);
        _placements = meter.CreateCounter<long>(
            SchedulerMeter.Prefix + "placements_total",
            null,
            "Pods for which a node was found, by outcome: bound, or the conflict that cost a retry.");
        _refusals = meter.CreateCounter<long>(
            SchedulerMeter.Prefix + "unschedulable_total", null, "Tries that found no node for a pod.");
    }

    public void Placed(string scheduler, string outcome, int count) => _placements.Add(
        count,
        new KeyValuePair<string, object?>(SchedulerMeter.SchedulerTag, scheduler),
        new KeyValuePair<string, object?>(SchedulerMeter.OutcomeTag, outcome));

    public void Unschedulable(string scheduler, int count) =>
        _refusals.Add(count, new KeyValuePair<string, object?>(SchedulerMeter.SchedulerTag, scheduler));
}
