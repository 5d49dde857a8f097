using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Checking;

/// <summary>
/// The true history, put together from all watchers: one change per revision. Watchers that disagree, and revisions
/// nobody saw, are violations.
/// </summary>
internal sealed class Timeline
{
    private readonly SortedDictionary<long, Change> _changes = [];
    private readonly Dictionary<string, List<Change>> _byKey = [];

    private Timeline(long start, List<Violation> violations)
    {
        Start = start;
        Violations = violations;
    }

    /// <summary>The revision everything began at.</summary>
    public long Start { get; }

    public long End { get; private set; }

    public IReadOnlyCollection<Change> Changes => _changes.Values;

    public List<Violation> Violations { get; }

    public static Timeline Build(
        long start, IReadOnlyDictionary<string, (long Revision, string Value)> initial, IEnumerable<WatchSegment> segments)
    {
        var timeline = new Timeline(start, []) { End = start };
        foreach (var change in segments.SelectMany(segment => segment.Changes))
        {
            timeline.Add(change);
        }

        foreach (var (key, (revision, value)) in initial)
        {
            timeline.HistoryOf(key).Add(new Change(ChangeType.Added, key, revision, value));
        }

        timeline.Replay();
        return timeline;
    }

    public Change? At(long revision) => _changes.GetValueOrDefault(revision);

    /// <summary>The states of a key: from which revision to which (exclusive) it had which change as its last.</summary>
    public IEnumerable<(long From, long To, Change? Last)> StatesOf(string key)
    {
        var changes = _byKey.GetValueOrDefault(key, []);
        var from = 0L;
        Change? last = null;
        foreach (var change in changes)
        {
            yield return (from, change.Revision, last);
            (from, last) = (change.Revision, change);
        }

        yield return (from, long.MaxValue, last);
    }

    /// <summary>The last change of a key before a revision.</summary>
    public Change? Before(string key, long revision)
    {
        var history = _byKey.GetValueOrDefault(key, []);
        var at = FirstFrom(history, revision);
        return at == 0 ? null : history[at - 1];
    }

    /// <summary>The first change of a key after a revision.</summary>
    public Change? After(string key, long revision)
    {
        var history = _byKey.GetValueOrDefault(key, []);
        var at = FirstFrom(history, revision + 1);
        return at == history.Count ? null : history[at];
    }

    /// <summary>All objects of a namespace (of all with null) as of a revision.</summary>
    public Dictionary<string, (long Revision, string Value)> StateAt(long revision, string? onlyNamespace)
    {
        var state = new Dictionary<string, (long, string)>();
        foreach (var key in _byKey.Keys)
        {
            if ((onlyNamespace is null || key.StartsWith(onlyNamespace + "/", StringComparison.Ordinal))
                && Before(key, revision + 1) is { Type: not ChangeType.Deleted } last)
            {
                state.Add(key, (last.Revision, last.Value));
            }
        }

        return state;
    }

    private void Add(Change change)
    {
        if (_changes.TryAdd(change.Revision, change))
        {
            End = Math.Max(End, change.Revision);
        }
        else if (_changes[change.Revision] != change)
        {
            Violations.Add(new Violation(
                "watchers agree", $"revision {change.Revision} is {_changes[change.Revision]} for one and {change} for another"));
        }
    }

    private void Replay()
    {
        var expected = Start + 1;
        foreach (var change in _changes.Values)
        {
            if (change.Revision != expected)
            {
                Violations.Add(new Violation(
                    "revisions without holes", $"nobody saw {expected} to {change.Revision - 1}"));
            }

            expected = change.Revision + 1;
            var history = HistoryOf(change.Key);
            var exists = history is [.., { Type: not ChangeType.Deleted }];
            if (exists == (change.Type == ChangeType.Added))
            {
                Violations.Add(new Violation("changes fit the state", $"{change} where the object {(exists ? "is" : "is not")} there"));
            }

            history.Add(change);
        }
    }

    private static int FirstFrom(List<Change> history, long revision)
    {
        var (low, high) = (0, history.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = history[middle].Revision < revision ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private List<Change> HistoryOf(string key)
    {
        if (!_byKey.TryGetValue(key, out var history))
        {
            _byKey.Add(key, history = []);
        }

        return history;
    }
}
