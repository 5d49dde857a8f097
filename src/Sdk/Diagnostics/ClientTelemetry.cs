using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrleansScheduler.Sdk.Diagnostics;

/// <summary>The names under which the client is traced and measured.</summary>
public static class ClientTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "OrleansScheduler.Sdk";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    internal static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram<double>(
        "orleans_scheduler.client.request.duration", "s", "Time until the server answered a request.");

    internal static Counter<long> WatchRestarts { get; } = Meter.CreateCounter<long>(
        "orleans_scheduler.client.watch.restarts", "{restart}", "Watches opened again after a lost connection or an expired revision.");

    internal static Counter<long> QueueAdds { get; } = Meter.CreateCounter<long>(
        "orleans_scheduler.client.work_queue.adds", "{key}", "Keys that came to wait in a work queue.");

    internal static Counter<long> QueueRetries { get; } = Meter.CreateCounter<long>(
        "orleans_scheduler.client.work_queue.retries", "{key}", "Keys that were added again after a failure.");
}
