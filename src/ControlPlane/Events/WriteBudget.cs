namespace OrleansScheduler.ControlPlane.Events;

/// <summary>A token bucket: a burst at once, then one write per refill time.</summary>
internal sealed class WriteBudget(int burst, TimeSpan refill, DateTime start)
{
    private double _left = burst;
    private DateTime _counted = start;

    public bool TrySpend(DateTime now)
    {
        if (now > _counted)
        {
            _left = Math.Min(burst, _left + ((now - _counted) / refill));
            _counted = now;
        }

        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
