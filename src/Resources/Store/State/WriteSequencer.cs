namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// Gives writes their revisions: each is checked against the newest state including what is still being committed.
/// </summary>
public sealed class WriteSequencer(ResourceSnapshot start)
{
    /// <summary>The state after all accepted writes, committed or not.</summary>
    public ResourceSnapshot Head { get; private set; } = start;

    /// <summary>
    /// Decides the writes of one caller, in order. Their guards are checked against the state before the first of
    /// them: a guard protects from others, so a caller may bring several objects under one key at once.
    /// </summary>
    public IReadOnlyList<WriteDecision> Decide(IReadOnlyList<WriteRequest> requests)
    {
        var before = Head;
        var decisions = new WriteDecision[requests.Count];
        for (var i = 0; i < requests.Count; i++)
        {
            decisions[i] = requests[i].Guard is { } guard && !before.Holds(guard)
                ? WriteDecision.Refuse(WriteStatus.GuardRefused, Head.Objects.Find(requests[i].Key))
                : Head.Decide(requests[i]);
            Head = decisions[i].Event is { } accepted ? Head.Apply(accepted) : Head;
        }

        return decisions;
    }
}
