namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// The root of a log: who owns it, and where its parts lie. Only its owner writes it, and always against the ETag last
/// seen, so whoever claimed it later has taken it from all before.
/// </summary>
internal sealed record RingHead
{
    /// <summary>New with every write: tells a writer whether a write of unknown outcome was its own.</summary>
    public required Guid Change { get; init; }

    /// <summary>The newest claim.</summary>
    public required long Epoch { get; init; }

    /// <summary>The number of slots, for the life of the log.</summary>
    public required int Slots { get; init; }

    /// <summary>The position of the oldest slot that is still needed. Positions count slots written, ever.</summary>
    public long StartPosition { get; init; }

    /// <summary>The sequence number of the first record at or after <see cref="StartPosition"/>.</summary>
    public long StartSequence { get; init; } = Resources.Store.Log.LogRecord.FirstSequence;

    public SnapshotVolume? Snapshot { get; init; }

    /// <summary>The records between the snapshot and the ring, oldest first.</summary>
    public IReadOnlyList<ArchiveVolume> Archive { get; init; } = [];

    /// <summary>Volumes nobody needs any more and that may still be there.</summary>
    public IReadOnlyList<Volume> Garbage { get; init; } = [];

    /// <summary>Volumes of this epoch from this number on may have been begun without being referred to.</summary>
    public int UnsettledVolume { get; init; }

    /// <summary>The same of older epochs, until what they left has been removed.</summary>
    public IReadOnlyList<VolumeId> Unswept { get; init; } = [];

    /// <summary>Every volume that is needed.</summary>
    public IEnumerable<Volume> Volumes =>
        Archive.Select(archive => archive.Volume).Concat(Snapshot is { } snapshot ? [snapshot.Volume] : []);

    /// <summary>What the next owner writes first.</summary>
    public RingHead ClaimedBy(Guid change) => this with
    {
        Change = change,
        Epoch = Epoch + 1,
        UnsettledVolume = 0,
        Unswept = [.. Unswept, new VolumeId(Epoch, UnsettledVolume)],
    };
}
