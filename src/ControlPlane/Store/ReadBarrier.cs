namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// One barrier serves all reads that were waiting when it began. A read that comes while one is under way waits for
/// the next, because the one under way may already have been answered.
/// </summary>
internal sealed class ReadBarrier(Func<Task<long>> confirm)
{
    private readonly Lock _lock = new();
    private Task<long> _running = Task.FromResult(0L);
    private Task<long>? _next;

    public Task<long> WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running.IsCompleted)
            {
                _running = confirm();
                return _running.WaitAsync(cancellationToken);
            }

            _next ??= AfterAsync(_running);
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<long> AfterAsync(Task running)
    {
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
        Task<long> mine;
        lock (_lock)
        {
            mine = _running = confirm();
            _next = null;
        }

        return await mine;
    }
}
