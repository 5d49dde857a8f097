using OrleansScheduler.Sdk.Diagnostics;

namespace OrleansScheduler.Sdk.Queues;

/// <summary>
/// A queue of keys for level-triggered work: a key waits at most once, is worked on by one worker at a time, and one that was added while being
/// worked on comes again afterwards. Failures are spaced exponentially per key, and the rate of all keys together may be limited.
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
    private DateTimeOffset full;

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

        ClientTelemetry.QueueRetries.Add(1);
        AddAfter(key, options.BackoffOf(attempt));
    }

    /// <summary>How often work on a key failed since it was forgotten.</summary>
    public int FailuresOf(TKey key)
    {
        lock (gate)
        {
            return failures.GetValueOrDefault(key);
        }
    }

    /// <summary>
    /// Works on keys with so many workers until cancelled. Work that throws is told to <paramref name="failed"/> and comes again, later
    /// each time.
    /// </summary>
    public Task RunAsync(
        int workers, Func<TKey, CancellationToken, Task> work, Action<TKey, Exception> failed, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(work, failed, cancellationToken)));

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
        try
        {
            await PaceAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            available.Release();
            throw;
        }

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

    private async Task WorkAsync(
        Func<TKey, CancellationToken, Task> work, Action<TKey, Exception> failed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await TakeAsync(cancellationToken);
            try
            {
                await work(key, cancellationToken);
                Forget(key);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failed(key, failure);
                AddRateLimited(key);
            }
            finally
            {
                Done(key);
            }
        }
    }

    /// <summary>Keeps all keys together within the rate: each taken one moves the moment at which the bucket is full again.</summary>
    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            full = (full > now ? full : now) + options.TakeInterval;
            wait = full - now - options.TakeInterval * options.Burst;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private void Enqueue(TKey key)
    {
        ClientTelemetry.QueueAdds.Add(1);
        ready.Enqueue(key);
        available.Release();
    }
}
