using Orleans.Runtime.Providers;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>A fixed short pause after a failed queue read; Orleans' default is 10 to 20 s.</summary>
internal sealed class QueueReaderBackoff(TimeSpan pause) : IQueueReaderBackoffProvider
{
    public TimeSpan Next(int attempt) => pause;
}
