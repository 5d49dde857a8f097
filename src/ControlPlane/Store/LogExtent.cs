using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// The records a log holds since its snapshot, without their payloads: where it may be cut. Each mark knows the bytes
/// up to it, since every commit asks how many there are before the history begins.
/// </summary>
internal sealed class LogExtent
{
    private readonly List<Mark> _marks = [];
    private long _trimmed;
    private long _total;

    public int Records => _marks.Count;

    public void Add(LogRecord record)
    {
        _total += record.Payload.Length;
        _marks.Add(new Mark(new LogSnapshot(record.Sequence, record.LastRevision), _total));
    }

    /// <summary>Bytes of the records that end at or before a revision.</summary>
    public long BytesThrough(long revision)
    {
        var count = CountBefore(revision + 1);
        return count == 0 ? 0 : _marks[count - 1].BytesThrough - _trimmed;
    }

    /// <summary>The first place at or after the revision between two records; null when there is none.</summary>
    public LogSnapshot? CutAt(long revision)
    {
        var count = CountBefore(revision);
        return count == _marks.Count ? null : _marks[count].End;
    }

    public void Trim(long throughSequence)
    {
        var count = _marks.FindIndex(mark => mark.End.Sequence > throughSequence) is >= 0 and var first ? first : _marks.Count;
        if (count > 0)
        {
            _trimmed = _marks[count - 1].BytesThrough;
            _marks.RemoveRange(0, count);
        }
    }

    // How many records end before a revision.
    private int CountBefore(long revision)
    {
        var (low, high) = (0, _marks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _marks[middle].End.Revision < revision ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct Mark(LogSnapshot End, long BytesThrough);
}
