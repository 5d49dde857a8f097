namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

/// <summary>The wall clock, which can be put forward; timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _shift));

    public void PutForward(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
