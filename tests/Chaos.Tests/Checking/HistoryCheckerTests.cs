using OrleansScheduler.Chaos.Checking;
using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Tests.Checking;

/// <summary>The checker finds each kind of lie in a history that is true but for that lie.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly Change[] Truth =
    [
        new(ChangeType.Added, "n/a", 11, "v1"),
        new(ChangeType.Added, "n/b", 12, "v2"),
        new(ChangeType.Modified, "n/a", 13, "v3"),
        new(ChangeType.Deleted, "n/b", 14, "v2"),
        new(ChangeType.Added, "m/c", 15, "v4"),
    ];

    private static readonly Operation[] Requests =
    [
        Write(OperationKind.Create, "n/a", 1, 2, 11, "v1"),
        Write(OperationKind.Create, "n/b", 2, 4, 12, "v2"),
        Write(OperationKind.Update, "n/a", 3, 5, 13, "v3") with { Expected = 11 },
        Write(OperationKind.Create, "n/a", 3, 5, 0, "refused") with { Outcome = Outcome.Refused },
        Get("n/a", 5, 6, 13, "v3"),
        Write(OperationKind.Delete, "n/b", 6, 8, 0, null) with { Expected = 12 },
        Write(OperationKind.Create, "m/c", 7, 9, 15, "v4"),
        Get("n/b", 10, 11, 0, null),
        List("n", 10, 11, 15, ("n/a", 13, "v3")),
    ];

    [Fact]
    public void Check_ATrueHistory_FindsNothing() => Assert.Empty(Check(Truth, Requests));

    [Fact]
    public void Check_AnUnknownOutcome_MayBeThereOrNot() => Assert.Empty(Check(
        Truth,
        [
            .. Requests[..1],
            Requests[1] with { Outcome = Outcome.Unknown },
            Write(OperationKind.Create, "n/z", 2, 4, 0, "never") with { Outcome = Outcome.Unknown },
        ]));

    [Fact]
    public void Check_ASkippedRevision_IsFound() =>
        Assert.Contains(Check([.. Truth.Where(change => change.Revision != 12)], []), Rule("revisions without holes"));

    [Fact]
    public void Check_AWatcherThatMissesAnEvent_IsFound() => Assert.Contains(
        Check(Truth, [], Segment("slow", "n", 10, [Truth[0], Truth[2], Truth[3]])),
        Rule("watches are gap-free"));

    [Fact]
    public void Check_AWatcherThatSeesAnEventTwice_IsFound() => Assert.Contains(
        Check(Truth, [], Segment("twice", null, 10, [Truth[0], Truth[0], Truth[1]])),
        Rule("watches are gap-free"));

    [Fact]
    public void Check_WatchersThatDisagree_AreFound() => Assert.Contains(
        Check(Truth, [], Segment("other", null, 10, [Truth[0] with { Value = "other" }])), Rule("watchers agree"));

    [Fact]
    public void Check_AnAcknowledgedWriteThatIsLost_IsFound() => Assert.Contains(
        Check(Truth, [.. Requests, Write(OperationKind.Create, "n/d", 12, 13, 16, "lost")]),
        Rule("acknowledged writes are there"));

    [Fact]
    public void Check_AnUpdateOverAnother_IsFound() => Assert.Contains(
        Check(Truth, [Requests[2] with { Expected = 9 }]), Rule("preconditions hold"));

    [Fact]
    public void Check_ARevisionThatRunsBackInTime_IsFound() => Assert.Contains(
        Check(Truth, [Requests[0], Requests[2] with { Start = Seconds(1), End = Seconds(1.5) }, Requests[1] with { Start = Seconds(2) }]),
        Rule("real time is kept"));

    [Fact]
    public void Check_ARefusedWriteThatHappened_IsFound() => Assert.Contains(
        Check(Truth, [Requests[1] with { Outcome = Outcome.Refused }]), Rule("refused writes do not happen"));

    [Fact]
    public void Check_AWriteThatHappenedTwice_IsFound() => Assert.Contains(
        Check([.. Truth, new Change(ChangeType.Modified, "n/a", 16, "v3")], Requests), Rule("a write happens once"));

    [Fact]
    public void Check_AStaleRead_IsFound() => Assert.Contains(
        Check(Truth, [.. Requests, Get("n/a", 10, 11, 11, "v1")]), Rule("reads are linearizable"));

    [Fact]
    public void Check_AReadFromTheFuture_IsFound() => Assert.Contains(
        Check(Truth, [.. Requests, Get("n/a", 1, 1.5, 13, "v3"), Write(OperationKind.Create, "n/b", 2, 4, 12, "v2")]),
        Rule("reads are linearizable"));

    [Fact]
    public void Check_AListOfTwoMoments_IsFound() => Assert.Contains(
        Check(Truth, [.. Requests, List("n", 10, 11, 15, ("n/a", 11, "v1"))]), Rule("lists are of one moment"));

    [Fact]
    public void Check_ACreationOfWhatIsThere_IsFound() => Assert.Contains(
        Check([.. Truth, new Change(ChangeType.Added, "n/a", 16, "v5")], Requests), Rule("changes fit the state"));

    private static IReadOnlyList<Violation> Check(Change[] seen, Operation[] operations, params WatchSegment[] others)
    {
        var history = new History();
        history.Add(Segment("all", null, 10, seen));
        foreach (var segment in others)
        {
            history.Add(segment);
        }

        foreach (var operation in operations)
        {
            history.Add(operation);
        }

        return HistoryChecker.Check(history, start: 10, new Dictionary<string, (long, string)>());
    }

    private static WatchSegment Segment(string name, string? only, long after, Change[] changes)
    {
        var segment = new WatchSegment(name, only, after);
        foreach (var change in changes)
        {
            segment.Add(change);
        }

        return segment;
    }

    private static Operation Write(
        OperationKind kind, string key, double start, double end, long revision, string? value) => new()
    {
        Kind = kind,
        Key = key,
        Outcome = Outcome.Done,
        Start = Seconds(start),
        End = Seconds(end),
        Revision = revision,
        Value = value,
    };

    private static Operation Get(string key, double start, double end, long revision, string? value) =>
        Write(OperationKind.Get, key, start, end, revision, value);

    private static Operation List(
        string space, double start, double end, long revision, params (string Key, long Revision, string Value)[] items) =>
        Write(OperationKind.List, space, start, end, revision, null) with
        {
            Items = items.ToDictionary(item => item.Key, item => (item.Revision, item.Value)),
        };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Predicate<Violation> Rule(string beginning) =>
        violation => violation.Rule.StartsWith(beginning, StringComparison.Ordinal);
}
