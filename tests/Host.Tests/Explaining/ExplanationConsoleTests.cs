using OrleansScheduler.Host.Explaining;
using OrleansScheduler.Resources.Explanations;

namespace OrleansScheduler.Host.Tests.Explaining;

public sealed class ExplanationConsoleTests
{
    private static readonly PodExplanation Waiting = new()
    {
        Metadata = new ExplainedPod("team", "big", "uid"),
        SchedulerName = "default-scheduler",
        Queue = new QueuePosition { State = "Unschedulable", Attempts = 2, Waiting = 3, RetryInSeconds = 1.25, WaitsFor = ["NodeAdded"] },
        Message = "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.",
        NodeCount = 2,
        FittingCount = 0,
        Reasons = [new ReasonCount("NodeResourcesFit", "Insufficient cpu", 1)],
        Nodes =
        [
            new NodeExplanation
            {
                Name = "n1",
                Fits = false,
                Objections =
                [
                    new NodeObjection
                    {
                        Plugin = "NodeResourcesFit",
                        Reasons = ["Insufficient cpu"],
                        Deficits = [new ResourceDeficit("cpu", "2", "1500m", "4", "500m")],
                        Remedies = ["free 500m cpu"],
                    },
                ],
                Preemption = new PreemptionLoss(["team/low"], 1),
            },
        ],
    };

    [Fact]
    public void Print_PodThatFitsNowhere_ShowsStateReasonsAndNearestNodes()
    {
        var text = Print(Waiting, inDetail: false);

        Assert.Contains("State:  unschedulable: default-scheduler waits for a change (NodeAdded), and not before in 1.3 s; 2 tries found no node", text);
        Assert.Contains("Event:  0/2 nodes are available", text);
        Assert.Contains("Nodes:  0 of 2 fit", text);
        Assert.Matches(@"n1 +Insufficient cpu +free 500m cpu \(or: preempt team/low, 1 of them against their disruption budget\)", text);
        Assert.Contains("… and 1 more nodes", text);
    }

    [Fact]
    public void Print_PodOfAGang_ShowsHowManyAreThere() => Assert.Contains(
        "Gang:   g, at least 8 pods together within one zone: 3 placed or done, 4 waiting, 1 not created yet",
        Print(Waiting with { Gang = new GangState("g", 8, 3, 4, "zone") }, inDetail: false));

    [Fact]
    public void Print_OneNodeInDetail_ShowsTheDeficitInNumbers() =>
        Assert.Contains("cpu: 2 asked for, 1500m of 4 free, 500m missing", Print(Waiting, inDetail: true));

    [Fact]
    public void Print_PlacedPod_ShowsScoresPerPlugin()
    {
        var placed = Waiting with
        {
            NodeName = "n1",
            Queue = new QueuePosition { State = "Placed" },
            Message = null,
            FittingCount = 2,
            Reasons = [],
            Nodes = [new NodeExplanation { Name = "n1", Fits = true, Score = 350, Scores = [new("TaintToleration", 300), new("NodeResourcesFit", 50)] }],
        };

        var text = Print(placed, inDetail: false);

        Assert.Contains("placed on n1 by default-scheduler", text);
        Assert.Matches("FITTING NODE +SCORE +TaintToleration +NodeResourcesFit", text);
        Assert.Matches(@"n1 \(here\) +350 +300 +50", text);
    }

    private static string Print(PodExplanation explanation, bool inDetail)
    {
        var text = new StringWriter();
        new ExplanationConsole(ReportConsole.Create(text)).Print(explanation, inDetail);
        return text.ToString();
    }
}
