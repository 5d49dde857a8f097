using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>
/// Hands the events of a store watch to a client. What enters the selection is ADDED to the client and what leaves it
/// DELETED, in its last selected state.
/// </summary>
internal sealed class WatchFollower(
    IResourceWatch watch, Func<StoredObject, bool>? matches, WatchOutput output, WatchSchedule schedule, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ready = watch.WaitToReadAsync(cancellationToken).AsTask();
        while (!schedule.IsOver)
        {
            if (ready.IsCompleted)
            {
                if (!await ready)
                {
                    return;
                }

                await SendAvailableAsync(cancellationToken);
                ready = watch.WaitToReadAsync(cancellationToken).AsTask();
                continue;
            }

            await output.FlushAsync(cancellationToken);
            await WaitAsync(ready, cancellationToken);
            if (schedule.IsBookmarkDue)
            {
                output.WriteBookmark(watch.Progress, isEndOfState: false);
                schedule.BookmarkSent();
            }
        }
    }

    private async Task SendAvailableAsync(CancellationToken cancellationToken)
    {
        while (watch.TryRead(out var next))
        {
            Send(next);
            await output.FlushWhenFullAsync(cancellationToken);
        }
    }

    private async Task WaitAsync(Task<bool> ready, CancellationToken cancellationToken)
    {
        try
        {
            await ready.WaitAsync(schedule.Idle, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A bookmark or the end is due.
        }
    }

    private void Send(WatchEvent next)
    {
        if (matches is null)
        {
            output.Write(next.Type, next.Object);
            return;
        }

        var was = next.Type == WatchEventType.Deleted
            ? matches(next.Previous ?? next.Object)
            : next.Previous is { } previous && matches(previous);
        var isNow = next.Type != WatchEventType.Deleted && matches(next.Object);
        switch (was, isNow)
        {
            case (false, true):
                output.Write(WatchEventType.Added, next.Object);
                break;
            case (true, true):
                output.Write(WatchEventType.Modified, next.Object);
                break;
            case (true, false):
                output.Write(WatchEventType.Deleted, LastSelected(next));
                break;
            default:
                break;
        }
    }

    private static StoredObject LastSelected(WatchEvent next) =>
        next is { Type: not WatchEventType.Deleted, Previous: { } previous }
            ? new StoredObject(previous.Key, next.Revision, previous.Json)
            : next.Object;
}
