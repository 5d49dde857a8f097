using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansScheduler.ControlPlane.Store.Messages;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// The shell around <see cref="GroupCommit"/>: recovers when it is activated, leaves when a commit failed. Reentrant,
/// because writes and pulls wait for one another. That there may be two of it is the log's to fence.
/// </summary>
[KeepAlive, Immovable, Reentrant]
internal sealed class ResourceStoreGrain(
    MeasuredLogStore logs, IOptions<ResourceStoreOptions> options, TimeProvider time, ILogger<ResourceStoreGrain> logger)
    : Grain, IResourceStoreGrain
{
    private readonly CancellationTokenSource _leaving = new();
    private GroupCommit _commit = null!; // set before the first call
    private ReadBarrier _barrier = null!; // set before the first call

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var type = this.GetPrimaryKeyString();
        var schema = IndexSchema.For(type, Kinds.All).ForGuards;
        var recovered = await RecoveredLog.OpenAsync(logs, type, schema, options.Value, time, cancellationToken);
        _commit = new GroupCommit(logs, recovered, options.Value, Guid.NewGuid, logger);
        _barrier = new ReadBarrier(() => _commit.BarrierAsync(CancellationToken.None));
        _ = LeaveOnFailureAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _leaving.CancelAsync();
        await _commit.StopAsync();
    }

    public async Task<WriteReply> WriteAsync(WriteCall call, CancellationToken cancellationToken) =>
        new([.. await _commit.WriteAsync(call.Requests, cancellationToken)]);

    public async Task<PullReply> PullAsync(long afterRevision, CancellationToken cancellationToken)
    {
        var state = _commit.State;
        if (afterRevision > state.Current.Revision || afterRevision < state.OldestRevision)
        {
            return PullReply.Expired;
        }

        await WaitForNewsAsync(afterRevision + 1, cancellationToken);
        return new PullReply(
            state.ReadAfter(afterRevision, options.Value.PullMaxEvents), state.Current.Revision, false);
    }

    public Task<long> BarrierAsync(CancellationToken cancellationToken) => _barrier.WaitAsync(cancellationToken);

    public Task<long> GetOldestRevisionAsync() => Task.FromResult(_commit.State.OldestRevision);

    public async Task<StatePage> ReadStateAsync(long? revision, string? after, CancellationToken cancellationToken)
    {
        var query = new ListQuery
        {
            AtRevision = revision,
            After = after is null ? null : ObjectKey.Parse(after),
            Limit = options.Value.PullMaxEvents,
        };
        var page = await _commit.State.ListAsync(query, cancellationToken);
        return new StatePage(page.Revision, [.. page.Items], page.Remaining == 0);
    }

    private async Task WaitForNewsAsync(long revision, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _leaving.Token);
        try
        {
            await _commit.State.WaitForAsync(revision, options.Value.PullWait, stop.Token);
        }
        catch (Exception quiet) when (quiet is RevisionTooLargeException or OperationCanceledException)
        {
            // No news is an answer as well.
        }
    }

    private async Task LeaveOnFailureAsync()
    {
        await _commit.Failed;
        DeactivateOnIdle();
        await _leaving.CancelAsync();
    }
}
