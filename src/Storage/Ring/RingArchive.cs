namespace OrleansScheduler.Storage.Ring;

/// <summary>Moves committed records out of the ring: into a volume first, then out of what the head counts as ring.</summary>
internal sealed class RingArchive(RingRoot root, VolumeStore volumes)
{
    /// <param name="records">The records of the ring, from its start on.</param>
    /// <param name="end">The position after them, and after the fences behind them.</param>
    public async Task MoveAsync(IReadOnlyList<RingRecord> records, long end, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            await root.ChangeAsync(
                null, head => head with { StartPosition = Math.Max(head.StartPosition, end) }, cancellationToken);
            return;
        }

        var items = records.Select(record => ArchivedRecord.Encode(record.Record));
        var volume = await volumes.WriteAsync(root.NewVolume(), items, cancellationToken);
        await root.ChangeAsync(volume.Id, head => Move(head, volume, records, end), cancellationToken);
    }

    // A trim, or an earlier attempt of unknown outcome, may have moved the start meanwhile.
    private static RingHead Move(RingHead head, Volume volume, IReadOnlyList<RingRecord> records, long end) =>
        head.StartSequence == records[0].Record.Sequence
            ? head with
            {
                Archive = [.. head.Archive, new ArchiveVolume(volume, records[^1].Record.Sequence)],
                StartPosition = end,
                StartSequence = records[^1].Record.Sequence + 1,
            }
            : head with { Garbage = [.. head.Garbage, volume] };
}
