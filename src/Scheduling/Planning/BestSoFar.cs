namespace OrleansScheduler.Scheduling.Planning;

/// <summary>The highest of several values, the first of equals counted from a slot on.</summary>
internal struct BestSoFar(int from, int slots)
{
    private int _distance;

    /// <summary>-1 when nothing was offered.</summary>
    public int Slot { get; private set; } = -1;

    public int Value { get; private set; } = -1;

    /// <summary>A negative value is no offer.</summary>
    public void Offer(int slot, int value)
    {
        if (value < 0 || value < Value)
        {
            return;
        }

        var distance = slot >= from ? slot - from : slot - from + slots;
        if (value > Value || distance < _distance)
        {
            (Slot, Value, _distance) = (slot, value, distance);
        }
    }
}
