using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// The live side of a Node. It follows its Node and the pods bound to it in the silo's replica, takes the heartbeats,
/// admits placements, and lets <see cref="NodeKeeper"/> act on what it sees. All of its state can be rebuilt.
/// </summary>
internal sealed partial class NodeGrain : Grain, INodeGrain
{
    private static readonly TimeSpan SyncLongest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly NodeParts _parts;
    private readonly NodeOptions _options;
    private readonly NodePulse _pulse;
    private readonly NodeState _state;
    private readonly NodeKeeper _keeper;
    private readonly NodeLedger _ledger;
    private readonly ResourceFollower _node;
    private readonly ResourceFollower _pods;
    private readonly WakeSignal _changed;
    private readonly long _started;

    public NodeGrain(NodeParts parts)
    {
        var name = this.GetPrimaryKeyString();
        _parts = parts;
        _options = parts.Options.Value;
        _started = parts.Time.GetTimestamp();
        _changed = new WakeSignal(parts.Time);
        _pulse = new NodePulse(parts.Time);
        _state = new NodeState(name, new NodeHealth(_options, _pulse));
        _ledger = new NodeLedger(name, _options.ReservationLifetime);
        _keeper = new NodeKeeper(parts, _state);
        _node = Follow(CoreTypes.Nodes, new WatchQuery { AfterRevision = null, Name = name });
        _pods = Follow(
            CoreTypes.Pods,
            new WatchQuery { AfterRevision = null, Index = new IndexKey(ObjectIndex.NodeName, name) });
    }

    private TimeSpan Now => _parts.Time.GetElapsedTime(_started);

    // No I/O and nothing that throws: the loops deal with a store that is not there.
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _parts.Pulses.Add(_state.Name, _pulse);
        _ = _node.RunAsync(ApplyNode, _stopping.Token);
        _ = _pods.RunAsync(ApplyPod, _stopping.Token);
        _ = KeepAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _parts.Pulses.Remove(_state.Name, _pulse);
        return _stopping.CancelAsync();
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<AdmissionAnswer> AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_node.Synced, _pods.Synced).WaitAsync(SyncLongest, _parts.Time, cancellationToken);
        var pods = new StoredObject?[request.Pods.Length];
        for (var i = 0; i < pods.Length; i++)
        {
            pods[i] = await FindAsync(request.Pods[i], cancellationToken);
        }

        // No await from here on: what the ledger holds and what the guard claims to know are of one moment.
        var now = Now;
        string?[] refusals = [.. pods.Select(pod => Reserve(pod, now))];
        return new AdmissionAnswer(refusals, _ledger.LastBind(_pods.Progress));
    }

    public Task SettleAsync(AdmissionOutcome outcome, CancellationToken cancellationToken)
    {
        _ledger.Confirm(outcome.Bound.Select(pod => pod.Key), outcome.LastRevision, Now);
        foreach (var pod in outcome.NotBound)
        {
            _ledger.Cancel(pod.Key);
        }

        return Task.CompletedTask;
    }

    public Task RenewAsync(DateTime renewTime, CancellationToken cancellationToken)
    {
        _pulse.Beat(renewTime);
        return Task.CompletedTask;
    }

    public Task<DateTime?> RenewTimeAsync(CancellationToken cancellationToken) => Task.FromResult(_pulse.RenewTime);

    private string? Reserve(StoredObject? pod, TimeSpan now) =>
        pod is null ? "pod not found" : _ledger.Reserve(_parts.Demands.Of(pod), now);

    // The replica may be a moment behind the scheduler's; then the store itself is asked.
    private async ValueTask<StoredObject?> FindAsync(PodReference pod, CancellationToken cancellationToken)
    {
        var found = await _parts.Store.GetAsync(CoreTypes.Pods, pod.Key, ReadConsistency.Any, cancellationToken);
        if (found?.Head.Uid != pod.Uid)
        {
            found = await _parts.Store.GetAsync(
                CoreTypes.Pods, pod.Key, ReadConsistency.MostRecent, cancellationToken);
        }

        return found?.Head.Uid == pod.Uid ? found : null;
    }

    private ResourceFollower Follow(string resourceType, WatchQuery narrowing) =>
        new(_parts.Store, resourceType, narrowing, _parts.Time, _parts.Logger);

    private void ApplyNode(WatchEvent change)
    {
        if (change.Type == WatchEventType.Deleted)
        {
            _state.Node = null;
            _ledger.RemoveNode();
            return;
        }

        var node = change.Object.As<V1Node>();
        _state.Node = node;
        _state.Health.Observe(node, Now);
        _ledger.SetNode(node);
        _changed.Set();
    }

    private void ApplyPod(WatchEvent change)
    {
        var pod = change.Object.As<V1Pod>();
        if (change.Type == WatchEventType.Deleted || pod.Spec.NodeName != _state.Name)
        {
            _state.Pods.Remove(change.Object.Key);
            _ledger.Release(change.Object.Key);
            return;
        }

        _state.Pods[change.Object.Key] = pod;
        if (pod.Status?.Phase is "Succeeded" or "Failed")
        {
            _ledger.Release(change.Object.Key);
        }
        else
        {
            _ledger.Bind(_parts.Demands.Of(change.Object));
        }

        if (_state.ConcernsKeeper)
        {
            _changed.Set();
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _changed.WaitAsync(NextLook(), cancellationToken);
                await KeepOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogNotKept(_parts.Logger, _state.Name, exception);
                await Task.Delay(_options.MonitorPeriod, _parts.Time, cancellationToken).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    // A node that is well needs no look before it might have fallen silent: there are thousands of them.
    private TimeSpan NextLook()
    {
        if (_state.Node is null || _state.ConcernsKeeper || _state.Health.SilentIn(Now) is not { } silentIn)
        {
            return _options.MonitorPeriod;
        }

        return silentIn < TimeSpan.Zero ? _options.MonitorPeriod
            : silentIn < _options.WakePeriod ? silentIn + Moment
            : _options.WakePeriod;
    }

    // A name without a Node is not kept alive: anyone may have made it up.
    private async Task KeepOnceAsync(CancellationToken cancellationToken)
    {
        if (_state.Node is null)
        {
            return;
        }

        DelayDeactivation(_options.WakePeriod * 3);
        await _keeper.KeepAsync(Now, cancellationToken);
    }
}
