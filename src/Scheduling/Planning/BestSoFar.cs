namespace OrleansScheduler.Scheduling.Planning;

/// <summary>The highest of several values, the first of equals counted from a slot on.</summary>
internal struct BestSoFar(int from, int slots)
{
    private int _value = -1;
    private int _distance;

    /// <summary>-1 when nothing was offered.</summary>
    public int Slot { get; private set; } = -1;

    /// <summary>A negative value is no offer.</summary>
    public void Offer((int Slot, int Value) item)
    {
        if (item.Value < 0 || item.Value < _value)
        {
            return;
        }

        var distance = item.Slot >= from ? item.Slot - from : item.Slot - from + slots;
        if (item.Value > _value || distance < _distance)
        {
            (Slot, _value, _distance) = (item.Slot, item.Value, distance);
        }
    }
}
