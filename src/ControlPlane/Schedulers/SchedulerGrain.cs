using k8s.Models;
using OrleansScheduler.ControlPlane.Schedulers.Explanations;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Configuration;
using OrleansScheduler.Scheduling.Gangs;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// A scheduler. Each cycle takes the pending pods in order of priority, plans them against the whole snapshot, has
/// the nodes admit the placements and commits them; what is refused on the way is planned again. Any number of
/// schedulers may work on the same nodes: a conflict costs a retry and loses nothing.
/// </summary>
internal sealed partial class SchedulerGrain : Grain, ISchedulerGrain
{
    private static readonly WatchQuery Everything = new() { AfterRevision = null };

    private readonly CancellationTokenSource _stopping = new();
    private readonly SchedulerParts _parts;
    private readonly SchedulerOptions _options;
    private readonly string _name;
    private readonly SchedulingQueue _queue;
    private readonly ClusterSnapshot _snapshot = new();
    private readonly GangRoster _gangs = new();
    private readonly Planner _planner;
    private readonly GangPlanner _gangPlanner;
    private readonly SchedulerView _view;
    private readonly PodExplanations _explanations;
    private readonly ClusterInputs _inputs;
    private readonly PlacementCommitter _committer;
    private readonly UnschedulableReporter _reporter;
    private readonly VictimEvictor _evictor;
    private readonly ResourceFollower _nodes;
    private readonly ResourceFollower _pods;
    private readonly WakeSignal _changed;
    private readonly long _started;
    private long _cycle;

    public SchedulerGrain(SchedulerParts parts)
    {
        var key = SchedulerKey.Parse(this.GetPrimaryKeyString());
        _name = key.Name;
        _parts = parts;
        _options = parts.Options.Value;
        var shard = new SchedulerShard(key.Shard, Math.Max(_options.Shards, key.Shard + 1));
        _started = parts.Time.GetTimestamp();
        _changed = new WakeSignal(parts.Time);
        _queue = new SchedulingQueue(_options);
        _planner = new Planner(ProfileReading.Read(_options.ProfileOf(_name)) with { Shard = shard }, _snapshot);
        _gangPlanner = new GangPlanner(_planner, _snapshot, _gangs);
        _view = new SchedulerView(_name, shard, _snapshot, _planner, _queue, _gangs, parts.Demands);
        _explanations = new PodExplanations(_name, _planner, _snapshot, _queue, _gangs);
        _inputs = new ClusterInputs(parts, _snapshot, change => Apply(() => _queue.Signal(change, null, Now)));
        _committer = new PlacementCommitter(parts, _name);
        _reporter = new UnschedulableReporter(parts, _name);
        _evictor = new VictimEvictor(parts, _name);
        _nodes = new ResourceFollower(parts.Store, CoreTypes.Nodes, Everything, parts.Time, parts.Logger);
        _pods = new ResourceFollower(parts.Store, CoreTypes.Pods, Everything, parts.Time, parts.Logger);
    }

    private TimeSpan Now => _parts.Time.GetElapsedTime(_started);

    // No I/O and nothing that throws: the loops deal with a store that is not there.
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ = _nodes.RunAsync(change => Apply(() => _view.ApplyNode(change, Now)), _stopping.Token);
        _ = _pods.RunAsync(change => Apply(() => _view.ApplyPod(change, Now)), _stopping.Token);
        _ = _inputs.RunAsync(_stopping.Token);
        _ = _reporter.RunAsync(_stopping.Token);
        _ = _evictor.RunAsync(pod => Apply(() => Renounce(pod)), _stopping.Token);
        _ = ScheduleAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _stopping.CancelAsync();

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        DelayDeactivation(_options.WakePeriod * 10);
        return Task.CompletedTask;
    }

    public async Task<ExplainAnswer> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_nodes.Synced, _pods.Synced, _inputs.Synced)
            .WaitAsync(_options.ExplainTimeout, _parts.Time, cancellationToken);
        var pod = await _parts.Store.GetAsync(CoreTypes.Pods, request.Pod, ReadConsistency.Any, cancellationToken);
        return pod is null
            ? ExplainAnswer.NoPod
            : _explanations.Of(pod.As<V1Pod>(), request, _inputs.Budgets, Now);
    }

    private void Apply(Action change)
    {
        change();
        _changed.Set();
    }

    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAll(_nodes.Synced, _pods.Synced, _inputs.Synced).WaitAsync(cancellationToken);
                await _changed.WaitAsync(_queue.NextIn(Now, _options.WakePeriod), cancellationToken);
                await RunCycleAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogCycleFailed(_parts.Logger, _name, exception);
                await Task.Delay(_options.BackoffMin, _parts.Time, cancellationToken).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task RunCycleAsync(CancellationToken cancellationToken)
    {
        var pods = _queue.Take(_options.BatchMax, Now);
        if (pods.Count == 0)
        {
            return;
        }

        var plan = _gangPlanner.Plan(Completed(pods), _inputs.Budgets, ++_cycle);
        foreach (var placement in plan.Placements)
        {
            _view.Assume(placement.Pod.Key);
        }

        _parts.Metrics.Unschedulable(_name, plan.Refusals.Count(refusal => !refusal.IsPremature));

        // Before anything is awaited, so that no change that helps them slips by.
        foreach (var refusal in plan.Refusals)
        {
            Refused(refusal);
        }

        var results = await CommitAsync(plan.Placements, cancellationToken);
        foreach (var result in results)
        {
            Conclude(result);
        }
    }

    // With one pod of a gang come all of it.
    private IReadOnlyList<PodDemand> Completed(IReadOnlyList<PodDemand> pods) => pods.All(pod => pod.Gang is null)
        ? pods
        :
        [
            .. pods,
            .. pods.Select(pod => pod.Gang?.Key).OfType<ObjectKey>().Distinct()
                .SelectMany(gang => _queue.TakeToo(_gangs.Waiting(gang).Select(pod => pod.Key))),
        ];

    private void Refused(PodRefusal refusal)
    {
        _queue.Shelve(refusal, Now);

        // While a gang comes pod by pod, each of them is told once that it waits for the others.
        if (!refusal.IsPremature || (_queue.TryGet(refusal.Pod.Key, out var queued) && queued.PrematureTries == 1))
        {
            _reporter.Report(refusal);
        }

        if (refusal.Preemption is not null)
        {
            _evictor.Evict(refusal);
        }

        foreach (var displaced in refusal.Displaced)
        {
            _reporter.Renounce(displaced);
            _queue.Reconsider(displaced.Key, Now);
        }
    }

    // The room that was to be made is not there: the pod is tried again as if it had never been promised.
    private void Renounce(PodDemand pod)
    {
        _snapshot.Nominations.Remove(pod.Key);
        _reporter.Renounce(pod);
        _queue.Reconsider(pod.Key, Now);
    }

    // A commit that fails altogether leaves every placement to be planned again.
    private async Task<IReadOnlyList<PlacementResult>> CommitAsync(
        IReadOnlyList<PodPlacement> placements, CancellationToken cancellationToken)
    {
        try
        {
            return await _committer.CommitAsync(placements, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogCycleFailed(_parts.Logger, _name, exception);
            return [.. placements.Select(placement => new PlacementResult(placement, PlacementFate.Refused))];
        }
    }

    private void Conclude(PlacementResult result)
    {
        var (pod, nodeName) = (result.Placement.Pod, result.Placement.NodeName);
        switch (result.Fate)
        {
            case PlacementFate.Bound:
                _queue.Remove(pod.Key);
                _gangs.Set(pod, GangMemberState.Placed);
                _parts.Events.Record(
                    _name, PodReferences.Of(pod), "Normal", "Scheduled", $"Successfully assigned {pod.Key} to {nodeName}");
                break;
            case PlacementFate.Refused:
                _view.Unassume(pod.Key);
                _queue.Retry(pod.Key, Now);
                break;
            case PlacementFate.Obsolete:
                _view.Unassume(pod.Key);
                _queue.Remove(pod.Key);
                break;
            default:
                throw new InvalidOperationException($"Unknown fate of a placement: {result.Fate}.");
        }

        _changed.Set();
    }
}
