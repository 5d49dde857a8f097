namespace OrleansScheduler.Sdk.Tests.Watching;

/// <summary>Skips back-offs: what is due within seconds is due now.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan Skipped = TimeSpan.FromSeconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime < Skipped && dueTime >= TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
