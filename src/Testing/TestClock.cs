using System.Collections.Concurrent;

namespace OrleansScheduler.Testing;

/// <summary>
/// The clock of a test cluster. It runs as the wall clock does, so that what the cluster does by itself goes on, and the test may put
/// it forward: what is due in between happens in its order.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StepPause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<TestTimer, bool> timers = new();
    private long shift;

    internal TestClock()
    {
    }

    private TimeSpan Shift => new(Interlocked.Read(ref shift));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Shift.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Puts the clock forward in steps of a second, each with a moment for the cluster to do what became due, so that nodes go on
    /// renewing their leases meanwhile. An hour takes some twenty seconds.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        for (var left = by; left > TimeSpan.Zero; left -= Step)
        {
            Interlocked.Add(ref shift, (left < Step ? left : Step).Ticks);
            foreach (var timer in timers.Keys)
            {
                timer.Rearm();
            }

            await Task.Delay(StepPause, System, cancellationToken);
        }
    }

    internal TimeSpan Now => new(GetTimestamp());

    internal void Add(TestTimer timer) => timers[timer] = true;

    internal void Remove(TestTimer timer) => timers.TryRemove(timer, out _);
}
