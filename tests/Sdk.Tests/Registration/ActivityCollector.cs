using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace OrleansScheduler.Sdk.Tests.Registration;

/// <summary>Keeps the activities an application's tracing sees end.</summary>
internal sealed class ActivityCollector(ConcurrentQueue<Activity> ended) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) => ended.Enqueue(data);
}
