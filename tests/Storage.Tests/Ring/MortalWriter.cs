using Orleans.Storage;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Storage.Tests.Contract;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>A process that opens a log, writes and snapshots it, and dies at a given call to the storage.</summary>
internal static class MortalWriter
{
    public const int Records = 60;

    /// <param name="storage">What it writes to.</param>
    /// <param name="log">The log.</param>
    /// <param name="calls">The call it dies at.</param>
    /// <param name="lastCallHappens">Whether the storage still carries that call out.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <returns>What was acknowledged, and false if it ended its work before that call.</returns>
    public static async Task<(IReadOnlyList<LogRecord> Acknowledged, bool WasKilled)> LiveAsync(
        IGrainStorage storage, string log, int calls, bool lastCallHappens, CancellationToken cancellationToken)
    {
        var left = calls;
        var faulty = new FaultyGrainStorage(storage, async call =>
        {
            var mine = Interlocked.Decrement(ref left);
            if (mine > 0 || (mine == 0 && lastCallHappens))
            {
                await call.Run();
            }

            if (mine <= 0)
            {
                throw new IOException("killed");
            }
        });
        var writer = new TestWriter(Rings.Open(faulty, Rings.Small), log, new Random(7), 900);
        try
        {
            await writer.OpenAsync(cancellationToken);
            await WriteAsync(writer, cancellationToken);
        }
        catch (Exception) when (Volatile.Read(ref left) <= 0)
        {
            return (writer.Acknowledged, true);
        }

        return (writer.Acknowledged, Volatile.Read(ref left) <= 0);
    }

    /// <summary>Writes until the ring has wrapped a few times.</summary>
    public static async Task WriteAsync(TestWriter writer, CancellationToken cancellationToken)
    {
        for (var i = 1; i <= Records; i++)
        {
            if (!await writer.TryAppendAsync(cancellationToken))
            {
                throw new IOException("fenced or unknown");
            }

            if (i % 13 == 0)
            {
                await writer.SnapshotAsync(i % 5, cancellationToken);
            }
        }
    }
}
