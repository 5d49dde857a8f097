using CsCheck;
using k8s.Models;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Explain;

public sealed class PodExplainerTests
{
    private static readonly ExplanationQuery All = new(null, int.MaxValue);

    private readonly ClusterSnapshot _snapshot = new();
    private readonly Planner _planner;

    public PodExplainerTests()
    {
        _planner = new Planner(SchedulingProfile.Default, _snapshot);
    }

    [Fact]
    public void Explain_PodThatFitsNowhere_NamesEveryObjectionDeficitAndRemedy()
    {
        var tainted = Samples.Node("tainted", cpu: "1");
        tainted.Spec = new V1NodeSpec { Taints = [new V1Taint { Key = "gpu", Value = "yes", Effect = "NoSchedule" }] };
        _snapshot.SetNode(tainted);
        _snapshot.SetNode(Samples.Node("small", cpu: "1500m"));
        _snapshot.SetNode(Samples.Node("busy"));
        _snapshot.Place(PodDemand.Of(Samples.Pod("other", cpu: "3")), "busy");

        var verdict = Explain(Samples.Pod("p", cpu: "2"));

        Assert.Equal(0, verdict.FittingCount);
        Assert.StartsWith("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.", verdict.Message);
        Assert.Equal(["Insufficient cpu", "node(s) had untolerated taint(s)"], verdict.Reasons.Select(reason => reason.Reason));
        Assert.Equal(["busy", "small", "tainted"], verdict.Nodes.Select(node => node.Name));
        Assert.Equal(
            new ResourceDeficit("cpu", "2", "1", "4", "1"), Assert.Single(Assert.Single(verdict.Nodes[0].Objections!).Deficits!));
        Assert.Equal(["free 1 cpu"], verdict.Nodes[0].Objections![0].Remedies);
        Assert.Equal(
            ["needs a node with 2 cpu: this one has 1500m when empty"], verdict.Nodes[1].Objections![0].Remedies);
        Assert.Equal(["TaintToleration", "NodeResourcesFit"], verdict.Nodes[2].Objections!.Select(objection => objection.Plugin));
        Assert.Equal(["tolerate or remove the taint gpu=yes:NoSchedule"], verdict.Nodes[2].Objections![0].Remedies);
    }

    [Fact]
    public void Explain_PodThatMayPreempt_NamesTheVictims()
    {
        _snapshot.SetNode(Samples.Node("n"));
        _snapshot.Place(PodDemand.Of(Samples.Pod("low", cpu: "3")), "n");

        var verdict = Explain(Samples.Pod("high", cpu: "2", priority: 10));

        Assert.Equal(["default/low"], Assert.Single(verdict.Nodes).Preemption!.Victims);
        Assert.Equal("n", _snapshot.NodeOf(new("default", "low")));
        Assert.Null(_snapshot.Nominations.NodeOf(new("default", "high")));
    }

    [Fact]
    public void Explain_PlacedPod_ScoresNodesAsIfItWereNotThere()
    {
        _snapshot.SetNode(Samples.Node("a"));
        _snapshot.SetNode(Samples.Node("b"));
        _snapshot.Place(PodDemand.Of(Samples.Pod("other", cpu: "1")), "b");
        var pod = Samples.Pod("p", cpu: "2");
        var before = Explain(pod);
        _snapshot.Place(PodDemand.Of(pod), "a");

        var verdict = Explain(pod);

        Assert.Equal("a", verdict.NodeName);
        Assert.Equal(Text(before), Text(verdict));
        Assert.Equal(["a", "b"], verdict.Nodes.Select(node => node.Name));
        Assert.All(verdict.Nodes, node => Assert.Contains(node.Scores!, score => score.Plugin == "NodeResourcesFit"));
        Assert.Equal((4000, 2000), _snapshot.Usage("a", "cpu"));
    }

    [Fact]
    public void Explain_OneNodeOfMany_CountsAllAndNamesOne()
    {
        Array.ForEach((string[])["a", "b", "c"], name => _snapshot.SetNode(Samples.Node(name)));

        var verdict = _planner.Explainer.Explain(PodDemand.Of(Samples.Pod("p")), [], new ExplanationQuery("b", 10));

        Assert.Equal((3, 3), (verdict.NodeCount, verdict.FittingCount));
        Assert.Equal("b", Assert.Single(verdict.Nodes).Name);
    }

    [Fact]
    public void Explain_AnyPod_AgreesWithThePlan() => Gen.Select(RandomCluster.Node.Array[1, 12], RandomCluster.Pod.Array[2, 60])
        .Sample((nodes, pods) =>
        {
            var snapshot = new ClusterSnapshot();
            Array.ForEach(nodes, snapshot.SetNode);
            var planner = new Planner(SchedulingProfile.Default, snapshot);
            var demands = pods.DistinctBy(pod => pod.Metadata.Name).Select(PodDemand.Of).ToArray();
            planner.Plan(demands[1..], [], seed: 1);

            var verdict = planner.Explainer.Explain(demands[0], [], All);
            var plan = planner.Plan([demands[0]], [], seed: 1);

            Assert.Equal(verdict.FittingCount > 0, plan.Placements.Count == 1);
            Assert.Equal(verdict.NodeCount, verdict.Nodes.Count);
            Assert.Equal(verdict.FittingCount, verdict.Nodes.Count(node => node.Fits));
            Assert.Equal(verdict.Message, plan.Refusals.Select(refusal => refusal.Message).SingleOrDefault());
            if (plan.Placements is [var placement])
            {
                var best = verdict.Nodes.Where(node => node.Score == verdict.Nodes[0].Score).Select(node => node.Name);
                Assert.Contains(placement.NodeName, best);
            }
        });

    [Fact]
    public void Explain_OfPodsInBetween_ChangesNoDecision() => Gen.Select(RandomCluster.Node.Array[1, 10], RandomCluster.Pod.Array[2, 60])
        .Sample((nodes, pods) =>
        {
            var demands = pods.DistinctBy(pod => pod.Metadata.Name).Select(PodDemand.Of).ToArray();

            Assert.Equal(Decide(explains: false), Decide(explains: true));

            string Decide(bool explains)
            {
                var snapshot = new ClusterSnapshot();
                Array.ForEach(nodes, snapshot.SetNode);
                var planner = new Planner(SchedulingProfile.Default, snapshot);
                var decisions = new List<string>();
                for (var i = 0; i < demands.Length; i++)
                {
                    if (explains)
                    {
                        planner.Explainer.Explain(demands[i], [], All);
                        planner.Explainer.Explain(demands[i / 2], [], All);
                    }

                    var plan = planner.Plan([demands[i]], [], seed: i);
                    decisions.AddRange(plan.Placements.Select(placement => $"{placement.Pod}:{placement.NodeName}"));
                    decisions.AddRange(plan.Refusals.Select(refusal => $"{refusal.Pod}:{refusal.Message}:{refusal.NominatedNodeName}"
                        + string.Join(',', refusal.Preemption?.Victims ?? [])));
                }

                return string.Join('\n', decisions);
            }
        });

    private Scheduling.Explain.PodVerdict Explain(V1Pod pod) => _planner.Explainer.Explain(PodDemand.Unplaced(pod), [], All);

    private static string Text(Scheduling.Explain.PodVerdict verdict) =>
        string.Join('\n', verdict.Nodes.Select(node => $"{node.Name} {node.Score} {string.Join(',', node.Scores ?? [])}"));
}
