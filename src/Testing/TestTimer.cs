namespace OrleansScheduler.Testing;

/// <summary>A timer of a <see cref="TestClock"/>: a real one, set anew whenever the clock is put forward.</summary>
internal sealed class TestTimer : ITimer
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly Lock gate = new();
    private readonly TestClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ITimer real;
    private TimeSpan? due;
    private TimeSpan period = Never;
    private bool isDisposed;

    public TestTimer(TestClock clock, TimerCallback callback, object? state)
    {
        this.clock = clock;
        this.callback = callback;
        this.state = state;
        real = TimeProvider.System.CreateTimer(static timer => ((TestTimer)timer!).Fire(), this, Never, Never);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return false;
            }

            this.period = period;
            due = dueTime == Never ? null : clock.Now + dueTime;
            Arm();
            return true;
        }
    }

    public void Rearm()
    {
        lock (gate)
        {
            if (!isDisposed && due is not null)
            {
                Arm();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            due = null;
            clock.Remove(this);
        }

        real.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        lock (gate)
        {
            if (due is null)
            {
                return;
            }

            if (due > clock.Now)
            {
                Arm();
                return;
            }

            due = period > TimeSpan.Zero ? due + period : null;
            Arm();
        }

        callback(state);
    }

    /// <summary>Only timers that wait are known to the clock: what is forgotten without being disposed does not stay.</summary>
    private void Arm()
    {
        if (due is not { } time)
        {
            clock.Remove(this);
            real.Change(Never, Never);
            return;
        }

        clock.Add(this);
        var left = time - clock.Now;
        real.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Never);
    }
}
