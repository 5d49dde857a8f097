using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansScheduler.Chaos.Histories;

/// <summary>All that the clients of a run did and saw, in one clock.</summary>
internal sealed class History
{
    private readonly ConcurrentQueue<Operation> _operations = new();
    private readonly ConcurrentQueue<WatchSegment> _segments = new();
    private readonly long _origin = Stopwatch.GetTimestamp();

    public IReadOnlyCollection<Operation> Operations => _operations;

    public IReadOnlyCollection<WatchSegment> Segments => _segments;

    public TimeSpan Now => Stopwatch.GetElapsedTime(_origin);

    public void Add(Operation operation) => _operations.Enqueue(operation);

    public void Add(WatchSegment segment) => _segments.Enqueue(segment);
}
