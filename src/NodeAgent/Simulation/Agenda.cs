using System.Threading.Channels;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>What is to happen later, of many things, with one timer. Actions run one after the other.</summary>
internal sealed class Agenda(TimeProvider time)
{
    private readonly PriorityQueue<Action, TimeSpan> waiting = new();
    private readonly Channel<bool> earlier = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
    });

    private readonly long started = time.GetTimestamp();
    private readonly Lock gate = new();

    public void Add(TimeSpan delay, Action action)
    {
        lock (gate)
        {
            var due = time.GetElapsedTime(started) + delay;
            var isNext = !waiting.TryPeek(out _, out var next) || due < next;
            waiting.Enqueue(action, due);
            if (isNext)
            {
                earlier.Writer.TryWrite(true);
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(UntilNext(), time, wait.Token);
            await Task.WhenAny(pause, earlier.Reader.WaitToReadAsync(wait.Token).AsTask());
            await wait.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            earlier.Reader.TryRead(out _);
            while (TakeDue() is { } action)
            {
                action();
            }
        }
    }

    private TimeSpan UntilNext()
    {
        lock (gate)
        {
            var next = waiting.TryPeek(out _, out var due) ? due - time.GetElapsedTime(started) : TimeSpan.FromMinutes(1);
            return next < TimeSpan.Zero ? TimeSpan.Zero : next;
        }
    }

    private Action? TakeDue()
    {
        lock (gate)
        {
            return waiting.TryPeek(out _, out var due) && due <= time.GetElapsedTime(started) ? waiting.Dequeue() : null;
        }
    }
}
