using Orleans.Storage;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>Calls that fail before they happen, after they happened, or whose sender gives up before they arrive.</summary>
internal sealed class LossyNetwork(Random random)
{
    private readonly Lock _lock = new();
    private readonly Queue<StorageCall> _late = new();

    public async Task CallAsync(StorageCall call)
    {
        var (isBefore, isAfter, isLate, deliver) = Draw();
        if (deliver)
        {
            await DeliverAsync();
        }

        if (isLate)
        {
            lock (_lock)
            {
                _late.Enqueue(call);
            }
        }

        if (isBefore || isLate)
        {
            throw new TimeoutException("no answer");
        }

        await call.Run();
        if (isAfter)
        {
            throw new IOException("the connection broke");
        }
    }

    /// <summary>What was under way arrives.</summary>
    public async Task DeliverAsync()
    {
        while (TakeLate() is { } call)
        {
            try
            {
                await call.Run();
            }
            catch (InconsistentStateException)
            {
                // Nobody waits for the answer.
            }
        }
    }

    private (bool Before, bool After, bool Late, bool Deliver) Draw()
    {
        lock (_lock)
        {
            var draw = random.Next(100);
            return (draw == 0, draw == 1, draw == 2, random.Next(15) == 0);
        }
    }

    private StorageCall? TakeLate()
    {
        lock (_lock)
        {
            return _late.TryDequeue(out var call) ? call : null;
        }
    }
}
