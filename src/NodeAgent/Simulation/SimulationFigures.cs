namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>Counts what happens to the pods of a simulation, as its watch and its requests show it.</summary>
internal sealed class SimulationFigures(TimeProvider time)
{
    private readonly Dictionary<string, long> pending = [];
    private readonly LatencyHistogram binding = new();
    private readonly LatencyHistogram running = new();
    private readonly Lock gate = new();
    private SimulationReport counts = new();

    /// <summary>Called once, when the first pod is found to fit nowhere.</summary>
    public Action? FirstUnschedulable { get; set; }

    public void Pending(string uid, bool isUnschedulable)
    {
        Action? first = null;
        lock (gate)
        {
            pending.TryAdd(uid, time.GetTimestamp());
            if (isUnschedulable)
            {
                (first, FirstUnschedulable) = (FirstUnschedulable, null);
            }
        }

        first?.Invoke();
    }

    public void Bound(string uid)
    {
        lock (gate)
        {
            counts = counts with { Bound = counts.Bound + 1 };
            if (pending.Remove(uid, out var created))
            {
                binding.Add(time.GetElapsedTime(created));
            }
        }
    }

    /// <param name="boundAt">When the pod was seen to be bound.</param>
    public void Running(long boundAt)
    {
        lock (gate)
        {
            counts = counts with { Started = counts.Started + 1 };
            running.Add(time.GetElapsedTime(boundAt));
        }
    }

    public void Ended(bool isSuccess)
    {
        lock (gate)
        {
            counts = isSuccess
                ? counts with { Succeeded = counts.Succeeded + 1 }
                : counts with { Failed = counts.Failed + 1 };
        }
    }

    public void Refused()
    {
        lock (gate)
        {
            counts = counts with { Refused = counts.Refused + 1 };
        }
    }

    public void Deleted()
    {
        lock (gate)
        {
            counts = counts with { Deleted = counts.Deleted + 1 };
        }
    }

    public void Troubled()
    {
        lock (gate)
        {
            counts = counts with { Troubles = counts.Troubles + 1 };
        }
    }

    public void Gone(string uid)
    {
        lock (gate)
        {
            pending.Remove(uid);
        }
    }

    public SimulationReport Report()
    {
        lock (gate)
        {
            return counts with
            {
                Pending = pending.Count,
                BindingMedian = binding.At(0.5),
                BindingP99 = binding.At(0.99),
                StartMedian = running.At(0.5),
                StartP99 = running.At(0.99),
            };
        }
    }
}
