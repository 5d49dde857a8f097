namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>Wakes one waiting loop. Signals given while nobody waits are kept, as one.</summary>
internal sealed class WakeSignal(TimeProvider time)
{
    private TaskCompletionSource _next = NewSource();

    public void Set() => _next.TrySetResult();

    /// <summary>Returns on a signal, or after the longest wait.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var current = _next;
        using var timer = time.CreateTimer(
            static state => ((TaskCompletionSource)state!).TrySetResult(), current, longest, Timeout.InfiniteTimeSpan);
        await current.Task.WaitAsync(cancellationToken);
        _next = NewSource();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
