using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>
/// Keeps Events few, with the rules of Kubernetes' clients: (1) when one object gets many messages of the same reason,
/// the later ones are combined in one Event; (2) a repeat raises the count of its Event; (3) the writes about one
/// object are limited to a burst that refills slowly.
/// </summary>
/// <remarks>Used by one reader of notes, and bounded: the oldest memories go first.</remarks>
internal sealed class EventCorrelator(EventRecorderOptions options)
{
    private const string Combined = "(combined from similar events): ";

    private readonly RecentEntries<EventSimilarity, SimilarNotes> _similar = new(options.RememberedMost);
    private readonly RecentEntries<(EventSimilarity, string), ObjectKey> _written = new(options.RememberedMost);
    private readonly RecentEntries<(string, string, string, string, string), WriteBudget> _budgets =
        new(options.RememberedMost);

    /// <summary>What is to be written for a note, null when the object's burst is used up.</summary>
    public EventWrite? Correlate(EventNote note)
    {
        var isCombined = IsCombined(note);
        var identity = (note.Similarity, isCombined ? Combined : note.Message);
        if (!Budget(note).TrySpend(note.Time))
        {
            return null;
        }

        var written = isCombined ? note with { Message = Combined + note.Message } : note;
        return new EventWrite(written, identity, _written.TryGet(identity, out var key) ? key : null);
    }

    /// <summary>The Event a later repeat counts on.</summary>
    public void Remember(EventWrite write, ObjectKey key) => _written.Set(write.Identity, key);

    private bool IsCombined(EventNote note)
    {
        if (!_similar.TryGet(note.Similarity, out var similar) || note.Time - similar.Last > options.SimilarWithin)
        {
            similar = new SimilarNotes();
            _similar.Set(note.Similarity, similar);
        }

        return similar.Add(note, options.SimilarMost);
    }

    private WriteBudget Budget(EventNote note)
    {
        if (!_budgets.TryGet(note.Subject, out var budget))
        {
            budget = new WriteBudget(options.Burst, options.BurstRefill, note.Time);
            _budgets.Set(note.Subject, budget);
        }

        return budget;
    }
}
