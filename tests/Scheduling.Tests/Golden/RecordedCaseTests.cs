namespace OrleansScheduler.Scheduling.Tests.Golden;

public sealed class RecordedCaseTests
{
    public static TheoryData<string> Cases => [.. RecordedCase.Names.DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Replay_OfARecordedScheduler_GivesTheSameFeasibleNodesScoresAndReasons(string name)
    {
        if (name.Length == 0)
        {
            Assert.Skip("The recorded cases are not there.");
        }

        var recorded = RecordedCase.Load(name);
        var replay = new RecordedReplay(recorded);
        foreach (var step in recorded.Steps)
        {
            replay.Step(step);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {recorded.Steps.Count()} steps equal");
    }
}
