using CsCheck;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.WhatIf;

namespace OrleansScheduler.Scheduling.Tests.WhatIf;

public sealed class WhatIfPlanTests
{
    [Fact]
    public void Drain_OfANode_MovesWhatIsMadeAgainAndLosesTheRest()
    {
        var report = Plan(
            Cluster(
                [Samples.Node("old"), Samples.Node("other")],
                [
                    Of(On(Samples.Pod("a", cpu: "1"), "old"), "ReplicaSet", "web"),
                    Of(On(Samples.Pod("daemon"), "old"), "DaemonSet", "logs"),
                    Of(On(Samples.Pod("big", cpu: "3"), "old"), "Job", "sum"),
                    On(Samples.Pod("bare"), "old"),
                    On(Samples.Pod("rest", cpu: "1"), "other"),
                ]),
            new Drain("old"));

        Assert.Equal([new PodMove("default/a", "old", "other")], report.Moves);
        Assert.Equal([new LostPod("default/bare", "old")], report.Lost);
        var waiting = Assert.Single(report.Waits);
        Assert.Equal(("default/big", "old"), (waiting.Pod, waiting.From));
        Assert.StartsWith("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.", waiting.Message);
        Assert.Equal((5, 3, 0, 1), (report.Now.Pods, report.Then.Pods, report.Now.Pending, report.Then.Pending));
    }

    [Fact]
    public void AddNodes_LikeACordonedOne_StartsWhatWaits()
    {
        var model = Samples.Node("n");
        model.Spec = new V1NodeSpec
        {
            Unschedulable = true,
            Taints =
            [
                new V1Taint { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" },
                new V1Taint { Key = "soft", Effect = "PreferNoSchedule" },
            ],
        };

        var report = Plan(Cluster([model], [Samples.Pod("a", cpu: "3"), Samples.Pod("b", cpu: "3"), Samples.Pod("c", cpu: "3")]), new AddNodes(2, "n"));

        Assert.Equal(["n-new-1", "n-new-2"], report.Starts.Select(move => move.To).Order());
        Assert.Single(report.StillWaits);
        Assert.Empty(report.Waits);
        Assert.Equal((1, 3), (report.Now.Nodes, report.Then.Nodes));
        Assert.Equal(new ResourceUsage("6", "12", 0.5), report.Then.Cpu);
    }

    [Fact]
    public void ChangeRequest_OfADeploymentWithMoreReplicas_PlacesAsManyAsFit()
    {
        var pod = Of(On(Samples.Pod("web-5d4f-x", cpu: "1"), "n"), "ReplicaSet", "web-5d4f");
        pod.Metadata.Labels["pod-template-hash"] = "5d4f";
        var request = new ChangeRequest
        {
            Kind = "deployment",
            Workload = new ObjectKey("default", "web"),
            Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("1500m") },
            Replicas = 3,
        };

        var report = Plan(Cluster([Samples.Node("n")], [pod]), request);

        Assert.Equal(2, report.Then.Pods);
        Assert.Equal("3", report.Then.Cpu.Requested);
        Assert.Equal("default/web-5d4f-x-new-2", Assert.Single(report.Waits).Pod);
    }

    [Fact]
    public void ChangeRequest_OfAnImportantPod_PreemptsAndMovesTheVictim()
    {
        var cluster = Cluster(
            [Samples.Node("a"), Samples.Node("b", cpu: "1")],
            [
                On(Samples.Pod("vip", cpu: "1", priority: 10), "a"),
                Of(On(Samples.Pod("low", cpu: "1"), "a"), "ReplicaSet", "web"),
            ]);

        var report = Plan(cluster, Request("vip", cpu: "4"));

        Assert.Equal([new Preempted("default/low", "a", "default/vip")], report.Preempted);
        Assert.Equal([new PodMove("default/low", "a", "b")], report.Moves);
    }

    [Fact]
    public void AddNodes_ForAGangThatWaits_StartsItWholeOrNotAtAll()
    {
        var cluster = Cluster([Samples.Node("n")], [Member("g-1"), Member("g-2"), Member("g-3")]);

        var one = Plan(cluster, new AddNodes(1, "n"));
        var two = Plan(cluster, new AddNodes(2, "n"));

        Assert.Empty(one.Starts);
        Assert.Equal(3, one.StillWaits.Count);
        Assert.StartsWith("gang \"g\": 2 of 3 pods fit together", one.StillWaits[0].Message);
        Assert.Equal(3, two.Starts.Count);

        static V1Pod Member(string name)
        {
            var pod = Samples.Pod(name, cpu: "3");
            pod.Metadata.Annotations = new Dictionary<string, string>
            {
                ["scheduling.orleans-scheduler.dev/gang"] = "g", ["scheduling.orleans-scheduler.dev/gang-size"] = "3",
            };
            return pod;
        }
    }

    [Fact]
    public void Scenario_AboutWhatIsNotThere_IsRefused()
    {
        var cluster = Cluster([Samples.Node("n")], [Samples.Pod("p")]);

        Assert.Equal("there is no node x", Refused(new Drain("x")));
        Assert.Equal("there is no node x", Refused(new AddNodes(1, "x")));
        Assert.Equal("there is no pod of pod/x in namespace default", Refused(Request("x", "1")));
        Assert.Equal("pod p has no container x", Refused(Request("p", "1") with { Container = "x" }));

        string Refused(IScenario scenario) => Assert.Throws<ScenarioException>(() => Plan(cluster, scenario)).Message;
    }

    [Fact]
    public void Drain_OfAnyNode_AccountsForEveryPodAndOvercommitsNothing() =>
        Gen.Select(RandomCluster.Node.Array[2, 8], RandomCluster.Pod.Array[1, 40]).Sample((nodes, pods) =>
        {
            var named = nodes.DistinctBy(node => node.Metadata.Name).ToArray();
            var placed = pods.DistinctBy(pod => pod.Metadata.Name)
                .Select(pod => Of(pod, "ReplicaSet", "web"))
                .ToArray();
            var start = Rehearsal.Play(Cluster(named, placed), SchedulingProfile.Default);
            var cluster = Cluster(
                named,
                [.. placed.Select(pod => start.NodeOf.TryGetValue(PodStates.KeyOf(pod), out var node) ? On(pod, node) : pod)]);
            var drained = named[0].Metadata.Name;
            var onDrained = cluster.Pods.Where(pod => pod.Spec.NodeName == drained).Select(pod => PodStates.KeyOf(pod).ToString());

            var report = Plan(cluster, new Drain(drained));

            Assert.Empty(report.Lost);
            var moved = report.Moves.Select(move => move.Pod);
            var accounted = moved.Concat(report.Waits.Concat(report.StillWaits).Select(waiting => waiting.Pod)).ToList();
            Assert.All(onDrained, pod => Assert.Single(accounted, pod));
            Assert.Equal(cluster.Pods.Count, report.Then.Pods + report.Then.Pending);
            Assert.DoesNotContain(report.Moves, move => move.To == drained);
            Assert.InRange(report.Then.Cpu.Share, 0, 1);
        });

    private static WhatIfReport Plan(ClusterObjects cluster, IScenario scenario) =>
        WhatIfPlan.Of(cluster, [scenario], SchedulingProfile.Default);

    private static ChangeRequest Request(string pod, string cpu) => new()
    {
        Kind = "pod",
        Workload = new ObjectKey("default", pod),
        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu) },
    };

    private static ClusterObjects Cluster(IReadOnlyList<V1Node> nodes, IReadOnlyList<V1Pod> pods) => new() { Nodes = nodes, Pods = pods };

    private static V1Pod On(V1Pod pod, string node) => pod with { Spec = pod.Spec with { NodeName = node } };

    private static V1Pod Of(V1Pod pod, string kind, string name)
    {
        pod.Metadata.OwnerReferences =
            [new V1OwnerReference { ApiVersion = "apps/v1", Kind = kind, Name = name, Uid = name, Controller = true }];
        return pod;
    }
}
