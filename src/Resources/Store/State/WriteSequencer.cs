namespace OrleansScheduler.Resources.Store.State;

/// <summary>
/// Gives writes their revisions: each is checked against the newest state including what is still being committed.
/// </summary>
/// <param name="groupMaxBytes">No group may hold more than a commit can.</param>
public sealed class WriteSequencer(ResourceSnapshot start, long groupMaxBytes = long.MaxValue)
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
        for (var i = 0; i < requests.Count;)
        {
            var end = EndOfGroup(requests, i);
            DecideTogether(requests, i, end, before, decisions);
            i = end;
        }

        return decisions;
    }

    private void DecideTogether(
        IReadOnlyList<WriteRequest> requests, int start, int end, ResourceSnapshot before, WriteDecision[] decisions)
    {
        var (head, bytes, isRefused) = (Head, 0L, false);
        for (var i = start; i < end; i++)
        {
            decisions[i] = requests[i].Guard is { } guard && !before.Holds(guard)
                ? WriteDecision.Refuse(WriteStatus.GuardRefused, Head.Objects.Find(requests[i].Key))
                : Head.Decide(requests[i]);
            Head = decisions[i].Event is { } accepted ? Head.Apply(accepted) : Head;
            isRefused |= decisions[i].Event is null;
            bytes += requests[i].Json.Length;
        }

        if (requests[start].Group is not null && (isRefused || bytes > groupMaxBytes))
        {
            Head = head;
            Withdraw(requests, start, end, decisions);
        }
    }

    // Invariant 10.
    private void Withdraw(IReadOnlyList<WriteRequest> requests, int start, int end, WriteDecision[] decisions)
    {
        for (var i = start; i < end; i++)
        {
            decisions[i] = decisions[i].Event is null
                ? decisions[i]
                : WriteDecision.Refuse(WriteStatus.GroupRefused, Head.Objects.Find(requests[i].Key));
        }
    }

    private static int EndOfGroup(IReadOnlyList<WriteRequest> requests, int start)
    {
        var end = start + 1;
        while (requests[start].Group is { } group && end < requests.Count && requests[end].Group == group)
        {
            end++;
        }

        return end;
    }
}
