using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>The newest signal of one stream and how many have come so far.</summary>
internal sealed class SignalSlot
{
    public IBatchContainer? Newest { get; private set; }

    public long Count { get; private set; }

    public int Cursors { get; set; }

    public void Put(IBatchContainer signal)
    {
        Newest = signal;
        Count++;
    }
}
