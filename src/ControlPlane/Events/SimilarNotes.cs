namespace OrleansScheduler.ControlPlane.Events;

/// <summary>The messages of lately seen similar notes.</summary>
internal sealed class SimilarNotes
{
    private readonly HashSet<string> _messages = [];

    /// <summary>When the newest of them happened.</summary>
    public DateTime Last { get; private set; }

    /// <summary>True when there are so many messages that this one is to be combined with others.</summary>
    public bool Add(EventNote note, int most)
    {
        Last = note.Time;
        _messages.Add(note.Message);
        if (_messages.Count < most)
        {
            return false;
        }

        // Which one is forgotten does not matter: any further message is combined as well.
        _messages.Remove(_messages.First());
        return true;
    }
}
