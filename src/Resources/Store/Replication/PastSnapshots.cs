using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Resources.Store.Replication;

/// <summary>
/// The states that unfinished paged lists began with, so that the next page need not undo all that happened since.
/// A few of them cost little: they share most of their blocks with the current state.
/// </summary>
internal sealed class PastSnapshots
{
    private const int Limit = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<ResourceSnapshot> _recent = new();

    public void Remember(ResourceSnapshot state)
    {
        lock (_lock)
        {
            if (_recent.Any(kept => kept.Revision == state.Revision))
            {
                return;
            }

            _recent.AddFirst(state);
            if (_recent.Count > Limit)
            {
                _recent.RemoveLast();
            }
        }
    }

    /// <summary>The oldest kept state that is not older than the revision.</summary>
    public ResourceSnapshot? Nearest(long revision)
    {
        lock (_lock)
        {
            return _recent.Where(kept => kept.Revision >= revision).MinBy(kept => kept.Revision);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _recent.Clear();
        }
    }
}
