using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The records a log holds since its snapshot, without their payloads: where it may be cut.</summary>
internal sealed class LogExtent
{
    private readonly Queue<Mark> _marks = new();

    public int Records => _marks.Count;

    public void Add(LogRecord record) =>
        _marks.Enqueue(new Mark(new LogSnapshot(record.Sequence, record.LastRevision), record.Payload.Length));

    /// <summary>Bytes of the records that end at or before a revision.</summary>
    public long BytesThrough(long revision) =>
        _marks.TakeWhile(mark => mark.End.Revision <= revision).Sum(mark => (long)mark.Bytes);

    /// <summary>The first place at or after the revision between two records; null when there is none.</summary>
    public LogSnapshot? CutAt(long revision) =>
        _marks.FirstOrDefault(mark => mark.End.Revision >= revision)?.End;

    public void Trim(long throughSequence)
    {
        while (_marks.TryPeek(out var mark) && mark.End.Sequence <= throughSequence)
        {
            _marks.Dequeue();
        }
    }

    private sealed record Mark(LogSnapshot End, int Bytes);
}
