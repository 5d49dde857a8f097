using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>
/// Keeps its owner's view of some objects current for as long as it runs: lists once, then follows. When the watch
/// breaks it lists again and hands over what changed meanwhile, deletions included, so the owner sees one unbroken
/// sequence of changes. Calls back on the scheduler it was started on.
/// </summary>
internal sealed partial class ResourceFollower(
    IResourceStore store, string resourceType, WatchQuery narrowing, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<ObjectKey, StoredObject> _known = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IResourceWatch? _watch;
    private long _listed;

    /// <summary>Completes when the first list has been handed over.</summary>
    public Task Synced => _synced.Task;

    /// <summary>Everything up to this revision has been handed over.</summary>
    public long Progress => Math.Max(_listed, _watch?.Progress ?? 0);

    public async Task RunAsync(Action<WatchEvent> apply, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(apply, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogBroken(logger, resourceType, exception);
            }

            await Task.Delay(RetryPause, time, cancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task FollowOnceAsync(Action<WatchEvent> apply, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(resourceType, ListQuery(), cancellationToken);
        await using var watch = await store.WatchAsync(
            resourceType, narrowing with { AfterRevision = page.Revision }, cancellationToken);
        Catchup(page, apply);
        _watch = watch;
        _synced.TrySetResult();
        try
        {
            while (await watch.WaitToReadAsync(cancellationToken))
            {
                while (watch.TryRead(out var change))
                {
                    Take(change, apply);
                }
            }
        }
        finally
        {
            _watch = null;
        }
    }

    private ListQuery ListQuery() => new()
    {
        Consistency = ReadConsistency.Any,
        Namespace = narrowing.Namespace,
        Index = narrowing.Index,
        Matches = narrowing.Name is { } name ? stored => stored.Key.Name == name : null,
    };

    private void Catchup(ListPage page, Action<WatchEvent> apply)
    {
        var present = page.Items.Select(stored => stored.Key).ToHashSet();
        foreach (var gone in _known.Values.Where(stored => !present.Contains(stored.Key)).ToArray())
        {
            Take(new WatchEvent(WatchEventType.Deleted, gone, gone), apply);
        }

        foreach (var stored in page.Items)
        {
            var previous = _known.GetValueOrDefault(stored.Key);
            if (previous is not null && previous.Head.Uid != stored.Head.Uid)
            {
                Take(new WatchEvent(WatchEventType.Deleted, previous, previous), apply);
                previous = null;
            }

            if (previous?.Revision != stored.Revision)
            {
                var type = previous is null ? WatchEventType.Added : WatchEventType.Modified;
                Take(new WatchEvent(type, stored, previous), apply);
            }
        }

        _listed = page.Revision;
    }

    private void Take(WatchEvent change, Action<WatchEvent> apply)
    {
        if (change.Type == WatchEventType.Deleted)
        {
            _known.Remove(change.Object.Key);
        }
        else
        {
            _known[change.Object.Key] = change.Object;
        }

        try
        {
            apply(change);
        }
        catch (Exception exception)
        {
            // One object that cannot be understood must not hide all others.
            LogNotApplied(logger, resourceType, change.Object.Key, exception);
        }
    }
}
