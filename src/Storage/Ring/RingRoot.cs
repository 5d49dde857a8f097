using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The head of a log in the hands of its owner: changes one after the other, for as long as it is the owner.</summary>
internal sealed class RingRoot(LogEpoch epoch, HeadBlock head, Func<Guid> newChange)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<VolumeId> _removed = [];
    private readonly SortedSet<int> _unsettled = [];
    private int _nextVolume;

    public LogEpoch Epoch => epoch;

    public RingHead Head => head.Current ?? throw new LogFencedException(epoch);

    /// <summary>A name for a volume, which is unsettled until a change of the head refers to it.</summary>
    public VolumeId NewVolume()
    {
        lock (_unsettled)
        {
            _unsettled.Add(_nextVolume);
            return new VolumeId(epoch.Number, _nextVolume++);
        }
    }

    /// <summary>Tells that the blocks of a volume are gone; the next change forgets it.</summary>
    public void Removed(VolumeId volume)
    {
        lock (_unsettled)
        {
            _removed.Add(volume);
        }
    }

    /// <exception cref="LogFencedException">A newer epoch owns the log.</exception>
    /// <exception cref="StoreUnavailableException">The outcome is unknown.</exception>
    public async Task ChangeAsync(
        VolumeId? settled, Func<RingHead, RingHead> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // After a failed attempt the head is still ours where an earlier change of unknown outcome got through.
            while (!await head.TryWriteAsync(Settle(change(Owned()), settled), cancellationToken))
            {
            }
        }
        finally
        {
            _turn.Release();
        }

        lock (_unsettled)
        {
            _unsettled.Remove(settled?.Number ?? -1);
        }
    }

    /// <summary>Answers only if no newer epoch had claimed the log when this was called: owners claim before they write.</summary>
    /// <exception cref="LogFencedException">One has.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (await head.ReadEpochAsync(cancellationToken) != epoch.Number)
        {
            throw new LogFencedException(epoch);
        }
    }

    private RingHead Owned() => Head.Epoch == epoch.Number ? Head : throw new LogFencedException(epoch);

    private RingHead Settle(RingHead next, VolumeId? settled)
    {
        lock (_unsettled)
        {
            return next with
            {
                Change = newChange(),
                Garbage = [.. next.Garbage.Where(volume => !_removed.Contains(volume.Id))],
                UnsettledVolume = _unsettled.Where(number => number != settled?.Number).FirstOrDefault(_nextVolume),
            };
        }
    }
}
