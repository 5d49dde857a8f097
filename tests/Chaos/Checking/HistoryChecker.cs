using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Checking;

/// <summary>
/// Checks a history of one resource type. Because every write has a revision, a linearization is given and need not be
/// searched: it is enough that the sequence by revision is legal, agrees with every answer, and keeps real time.
/// </summary>
internal sealed class HistoryChecker
{
    private readonly Timeline _timeline;
    private readonly IReadOnlyCollection<Operation> _operations;
    private readonly IReadOnlyCollection<WatchSegment> _segments;
    private readonly RealTime _realTime;
    private readonly List<Violation> _violations;

    private HistoryChecker(
        Timeline timeline, IReadOnlyCollection<Operation> operations, IReadOnlyCollection<WatchSegment> segments)
    {
        _timeline = timeline;
        _operations = operations;
        _segments = segments;
        _realTime = new RealTime(operations);
        _violations = timeline.Violations;
    }

    /// <param name="start">The revision of the list taken before the first request.</param>
    /// <param name="initial">What that list held.</param>
    public static IReadOnlyList<Violation> Check(
        History history, long start, IReadOnlyDictionary<string, (long Revision, string Value)> initial)
    {
        var timeline = Timeline.Build(start, initial, history.Segments);
        var checker = new HistoryChecker(timeline, history.Operations, history.Segments);
        checker.CheckWatches();
        checker.CheckAcknowledged();
        checker.CheckValues();
        checker.CheckReads();
        return checker._violations;
    }

    private void CheckWatches()
    {
        foreach (var segment in _segments)
        {
            var seen = segment.Changes.Select(change => change.Revision);
            var expected = _timeline.Changes
                .Where(change => change.Revision > segment.After && change.Revision <= segment.Through)
                .Where(change => segment.OnlyNamespace is null || change.Namespace == segment.OnlyNamespace)
                .Select(change => change.Revision);
            if (!seen.SequenceEqual(expected))
            {
                var missing = expected.Except(seen).Take(5);
                var surplus = seen.Except(expected).Take(5);
                Fail(
                    "watches are gap-free, ordered and without repeats",
                    $"{segment.Watcher} after {segment.After} through {segment.Through}: "
                    + $"missing [{string.Join(' ', missing)}], surplus [{string.Join(' ', surplus)}]");
            }
        }
    }

    private void CheckAcknowledged()
    {
        foreach (var write in _operations.Where(operation => operation is { IsWrite: true, Outcome: Outcome.Done }))
        {
            var change = write.Kind == OperationKind.Delete
                ? _timeline.After(write.Key, write.Expected)
                : _timeline.At(write.Revision);
            if (change is null || change.Key != write.Key || change.Type != TypeOf(write.Kind)
                || (write.Kind != OperationKind.Delete && change.Value != write.Value))
            {
                Fail("acknowledged writes are there", $"{write} has become {change?.ToString() ?? "nothing"}");
                continue;
            }

            CheckPrecondition(write, change);
            CheckRealTime(write, change);
        }
    }

    private void CheckPrecondition(Operation write, Change change)
    {
        if (write.Expected > 0 && _timeline.Before(write.Key, change.Revision)?.Revision != write.Expected)
        {
            Fail("preconditions hold", $"{write} came after {_timeline.Before(write.Key, change.Revision)}");
        }
    }

    private void CheckRealTime(Operation write, Change change)
    {
        var floor = _realTime.Floor(write.Start);
        if (change.Revision <= floor)
        {
            Fail("real time is kept", $"{write} began after {floor} was acknowledged");
        }
    }

    // Values are unique: one that was refused must not be there, and none may be there twice.
    private void CheckValues()
    {
        var times = _timeline.Changes
            .Where(change => change.Type != ChangeType.Deleted && change.Value.Length > 0)
            .CountBy(change => change.Value)
            .ToDictionary();
        foreach (var (value, count) in times.Where(entry => entry.Value > 1))
        {
            Fail("a write happens once", $"{value} was written {count} times");
        }

        foreach (var refused in _operations.Where(operation => operation is { IsWrite: true, Outcome: Outcome.Refused }))
        {
            if (refused.Value is { } value && times.ContainsKey(value))
            {
                Fail("refused writes do not happen", refused.ToString());
            }
        }
    }

    private void CheckReads()
    {
        foreach (var read in _operations.Where(operation => !operation.IsWrite && operation.Outcome == Outcome.Done))
        {
            var (floor, ceiling) = (_realTime.Floor(read.Start), _realTime.Ceiling(read.End));
            if (read.Kind == OperationKind.Get)
            {
                CheckGet(read, floor, ceiling);
            }
            else
            {
                CheckList(read, floor, ceiling);
            }
        }
    }

    private void CheckGet(Operation read, long floor, long ceiling)
    {
        var isLegal = _timeline.StatesOf(read.Key).Any(state =>
            state.To > floor
            && state.From <= ceiling
            && (read.Value is null
                ? state.Last is null or { Type: ChangeType.Deleted }
                : state.Last is { Type: not ChangeType.Deleted } last
                    && last.Revision == read.Revision
                    && last.Value == read.Value));
        if (!isLegal)
        {
            Fail("reads are linearizable", $"{read} is no state between {floor} and {ceiling}");
        }
    }

    private void CheckList(Operation read, long floor, long ceiling)
    {
        if (read.Revision < floor || read.Revision > ceiling)
        {
            Fail("lists are linearizable", $"{read.Key} at {read.Revision} is not between {floor} and {ceiling}");
        }

        var state = _timeline.StateAt(read.Revision, read.Key.Length == 0 ? null : read.Key);
        var items = read.Items ?? throw new InvalidOperationException("A list has items.");
        if (state.Count != items.Count || state.Except(items).Any())
        {
            Fail(
                "lists are of one moment",
                $"{read.Key} at {read.Revision}: {string.Join(", ", state.Except(items).Concat(items.Except(state)).Take(5))}");
        }
    }

    private void Fail(string rule, string detail) => _violations.Add(new Violation(rule, detail));

    private static ChangeType TypeOf(OperationKind kind) => kind switch
    {
        OperationKind.Create => ChangeType.Added,
        OperationKind.Update => ChangeType.Modified,
        _ => ChangeType.Deleted,
    };
}
