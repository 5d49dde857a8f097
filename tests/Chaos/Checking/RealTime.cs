using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Checking;

/// <summary>Which revisions a request may have seen, by what had ended before it began and what began after it ended.</summary>
internal sealed class RealTime
{
    private readonly (TimeSpan At, long Revision)[] _ended;
    private readonly (TimeSpan At, long Revision)[] _begun;

    public RealTime(IEnumerable<Operation> operations)
    {
        var written = operations
            .Where(operation => operation is { IsWrite: true, Outcome: Outcome.Done, Revision: > 0 })
            .ToArray();
        _ended = [.. written.Select(write => (write.End, write.Revision)).OrderBy(mark => mark.End)];
        _begun = [.. written.Select(write => (write.Start, write.Revision)).OrderBy(mark => mark.Start)];
        for (var i = 1; i < _ended.Length; i++)
        {
            _ended[i].Revision = Math.Max(_ended[i].Revision, _ended[i - 1].Revision);
        }

        for (var i = _begun.Length - 2; i >= 0; i--)
        {
            _begun[i].Revision = Math.Min(_begun[i].Revision, _begun[i + 1].Revision);
        }
    }

    /// <summary>The newest revision acknowledged before a moment: what begins then must see at least this.</summary>
    public long Floor(TimeSpan start)
    {
        var count = Count(_ended, mark => mark.At < start);
        return count == 0 ? 0 : _ended[count - 1].Revision;
    }

    /// <summary>A revision given to a write that began after a moment, less one: nothing that had ended can have seen more.</summary>
    public long Ceiling(TimeSpan end)
    {
        var count = Count(_begun, mark => mark.At <= end);
        return count == _begun.Length ? long.MaxValue : _begun[count].Revision - 1;
    }

    private static int Count((TimeSpan At, long Revision)[] sorted, Func<(TimeSpan At, long Revision), bool> isBefore)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isBefore(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
