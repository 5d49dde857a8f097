namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// What a write would do to a state: the event it becomes, or the refusal with the object that stood in the way.
/// </summary>
public readonly record struct WriteDecision(WriteStatus Status, StoredObject? Object, WatchEvent? Event)
{
    public WriteOutcome Outcome => new(Status, Object);

    internal static WriteDecision Refuse(WriteStatus status, StoredObject? obstacle) => new(status, obstacle, null);

    internal static WriteDecision Accept(WatchEvent accepted) =>
        new(WriteStatus.Committed, accepted.Object, accepted);
}
