using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// Opens a log. (1) The head is claimed: from then on no older epoch can archive, trim or put a snapshot in place.
/// (2) The ring is read. (3) An empty fence record goes into the next slot: from then on no older epoch can append, for
/// that slot is the one it would have to write. (4) If an append of an older epoch comes first, it is part of the log,
/// and the fence goes behind it; if a newer epoch is met, everything begins anew, newest of all.
/// </summary>
/// <remarks>
/// Two that keep claiming the log from each other could do so for ever in step, so each waits for a while of its own.
/// </remarks>
internal sealed class RingOpener(
    string log, BlockStore blocks, RingOptions options, Func<Guid> newId, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(newId().GetHashCode());

    /// <exception cref="StoreUnavailableException">The storage does not answer, or others keep opening the log.</exception>
    /// <exception cref="LogCorruptException">Something is missing or damaged.</exception>
    public async Task<RingLog> OpenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < options.OpenAttempts; attempt++)
        {
            if (await TryOpenAsync(cancellationToken) is { } opened)
            {
                return opened;
            }

            await Task.Delay(Pause(attempt), time, cancellationToken);
        }

        throw new StoreUnavailableException($"The log {log} is being opened by others, too.");
    }

    private TimeSpan Pause(int attempt)
    {
        var longest = FirstPause * Math.Pow(2, Math.Min(attempt, 10));
        return _random.NextDouble() * (longest < LongestPause ? longest : LongestPause);
    }

    private async Task<RingLog?> TryOpenAsync(CancellationToken cancellationToken)
    {
        var head = new HeadBlock(log, blocks);
        await head.ReadAsync(cancellationToken);
        var claim = head.Current?.ClaimedBy(newId()) ?? new RingHead { Change = newId(), Epoch = 1, Slots = options.Slots };
        if (!await head.TryWriteAsync(claim, cancellationToken))
        {
            return null;
        }

        var root = new RingRoot(new LogEpoch(log, claim.Epoch), head, newId);
        var volumes = new VolumeStore(log, blocks, options);
        var slots = new SlotRing(log, claim.Slots, blocks, options);
        var scan = new RingScan(log, slots, claim);
        try
        {
            return await TryFenceAsync(root, slots, scan, new RingArchive(root, volumes), cancellationToken)
                ? new RingLog(root, slots, scan, volumes, options, logger)
                : null;
        }
        catch (LogFencedException)
        {
            return null;
        }
    }

    private async Task<bool> TryFenceAsync(
        RingRoot root, SlotRing slots, RingScan scan, RingArchive archive, CancellationToken cancellationToken)
    {
        while (await scan.AdvanceAsync(cancellationToken) && scan.NewestEpoch <= root.Epoch.Number)
        {
            // Before the fence, so that however often the openers die, they do not fill the ring with their fences.
            if (scan.Used > slots.Count / 2)
            {
                await archive.MoveAsync(scan.Records, scan.DecidedPosition, cancellationToken);
                scan.Forget(root.Head);
            }

            var fence = RingSlot.Fence(scan.NextPosition, root.Epoch.Number, newId());
            if (await slots.TryWriteAsync(fence, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
