namespace OrleansScheduler.Resources.Store.Replication;

/// <summary>Wakes those who wait until a revision is visible.</summary>
internal sealed class RevisionWaiters
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();

    /// <summary>Completes once the revision is reached; <paramref name="current"/> closes the race with an advance.</summary>
    public Task WaitAsync(long revision, Func<long> current)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue(waiter, revision);
        }

        Advance(current());
        return waiter.Task;
    }

    public void Advance(long revision)
    {
        lock (_lock)
        {
            while (_waiting.TryPeek(out var waiter, out var wanted) && wanted <= revision)
            {
                _waiting.Dequeue();
                waiter.TrySetResult();
            }
        }
    }
}
