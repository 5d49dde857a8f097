namespace OrleansScheduler.Sdk.Queues;

/// <summary>
/// A queue of keys for level-triggered work: a key waits at most once, is worked on by one worker at a time, and one that was added while being
/// worked on comes again afterwards. Failures are spaced exponentially per key.
/// </summary>
public sealed class WorkQueue<TKey>(WorkQueueOptions options, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Queue<TKey> ready = new();
    private readonly HashSet<TKey> dirty = [];
    private readonly HashSet<TKey> working = [];
    private readonly Dictionary<TKey, int> failures = [];
    private readonly SemaphoreSlim available = new(0);

    /// <summary>How many keys wait for a worker.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return ready.Count;
            }
        }
    }

    /// <summary>Asks for work on a key.</summary>
    public void Add(TKey key)
    {
        lock (gate)
        {
            if (dirty.Add(key) && !working.Contains(key))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Asks for work on a key after a delay.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                Add(key);
                timer?.Dispose();
            },
            null,
            delay,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for work on a key whose last attempt failed, later each time until <see cref="Forget"/>.</summary>
    public void AddRateLimited(TKey key)
    {
        int attempt;
        lock (gate)
        {
            attempt = failures.GetValueOrDefault(key);
            failures[key] = attempt + 1;
        }

        AddAfter(key, options.BackoffOf(attempt));
    }

    /// <summary>Clears the failures of a key.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
        {
            failures.Remove(key);
        }
    }

    /// <summary>The next key; the worker must call <see cref="Done"/> for it.</summary>
    public async Task<TKey> TakeAsync(CancellationToken cancellationToken = default)
    {
        await available.WaitAsync(cancellationToken);
        lock (gate)
        {
            var key = ready.Dequeue();
            dirty.Remove(key);
            working.Add(key);
            return key;
        }
    }

    /// <summary>Ends the work on a key.</summary>
    public void Done(TKey key)
    {
        lock (gate)
        {
            working.Remove(key);
            if (dirty.Contains(key))
            {
                Enqueue(key);
            }
        }
    }

    private void Enqueue(TKey key)
    {
        ready.Enqueue(key);
        available.Release();
    }
}
