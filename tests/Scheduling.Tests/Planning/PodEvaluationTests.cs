using CsCheck;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Planning;

public sealed class PodEvaluationTests
{
    // Sheets, censuses, tallies and memoised shapes must say what a look at the bare cluster says.
    [Fact]
    public void Run_AfterAnyHistory_EqualsThatOfARebuiltCluster() => Gen.Select(ClusterHistory.Steps, RandomCluster.Pod.Array[1, 6])
        .Sample((steps, probes) =>
        {
            var history = new ClusterHistory(steps);
            var rebuilt = history.Rebuilt();
            foreach (var probe in probes.Select(PodDemand.Of).Where(probe => history.Snapshot.NodeOf(probe.Key) is null))
            {
                history.Evaluation.Run(probe);
                var fresh = new PodEvaluation(SchedulingProfile.Default, rebuilt);
                fresh.Run(probe);
                Assert.Equal(Totals(fresh, rebuilt), Totals(history.Evaluation, history.Snapshot));
            }
        });

    [Fact]
    public void Run_OnManyNodes_ScoresEachAsIfItWereAsked()
    {
        var snapshot = new ClusterSnapshot();
        for (var i = 0; i < 5_003; i++)
        {
            snapshot.SetNode(Samples.Node($"n{i}", cpu: $"{1 + (i % 7)}", memory: $"{900 + (i * 37 % 9000)}Mi"));
            snapshot.Place(PodDemand.Of(Samples.Pod($"there{i}", $"{i * 13 % 900}m", $"{i * 7 % 800}Mi")), $"n{i}");
        }

        var evaluation = new PodEvaluation(SchedulingProfile.Default, snapshot);
        evaluation.Run(PodDemand.Of(Samples.Pod("p", "370m", "413Mi")));

        // In bulk eight nodes are scored at a time, on doubles; one by one it is integer arithmetic.
        for (var slot = 0; slot < snapshot.SlotsEnd; slot++)
        {
            Assert.Equal(evaluation.Rules.Node.LocalTotal(slot), evaluation.Totals[slot]);
        }
    }

    private static IEnumerable<string> Totals(PodEvaluation evaluation, ClusterSnapshot snapshot)
    {
        var (totals, offsets) = (new List<string>(), new HashSet<long>());
        foreach (var slot in evaluation.Feasible())
        {
            var scores = evaluation.ScoresOf(slot).ToArray();
            totals.Add($"{snapshot.Identity(slot).Name} {string.Join(' ', scores)}");
            offsets.Add(evaluation.Totals[slot] - scores.Sum(score => score.Score));
        }

        // The totals that decide leave out what is the same for all nodes.
        Assert.True(totals.Count < 2 || offsets.Count == 1);

        return totals.Order(StringComparer.Ordinal);
    }
}
