using CsCheck;
using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;
using OrleansScheduler.Scheduling.Admission;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Admission;

public sealed class NodeAdmissionTests
{
    [Fact]
    public void Check_OnTheNodeThePlannerChose_AdmitsWhileItAloneIsAsked() =>
        Gen.Select(RandomCluster.Node.Array[1, 12], RandomCluster.Pod.Array[1, 60]).Sample((nodes, pods) =>
        {
            var snapshot = new ClusterSnapshot();
            Array.ForEach(nodes, snapshot.SetNode);
            var planner = new Planner(SchedulingProfile.Default, snapshot);
            var (placing, arriving) = (NodeAdmission.OfPlacements(snapshot), NodeAdmission.OfArrivals(snapshot));
            foreach (var pod in pods.DistinctBy(pod => pod.Metadata.Name).Select(PodDemand.Of))
            {
                if (planner.Place(pod, seed: 1) is { } node)
                {
                    snapshot.Remove(pod.Key);
                    Assert.Null(placing.Check(node, pod));
                    Assert.Null(arriving.Check(node, pod));
                    snapshot.Place(pod, node);
                }
            }
        });

    [Fact]
    public void Check_OnAFullNode_TellsWhatIsShort()
    {
        var snapshot = new ClusterSnapshot();
        snapshot.SetNode(Samples.Node("n", cpu: "2"));
        snapshot.Place(PodDemand.Of(Samples.Pod("a", cpu: "1500m")), "n");

        var refusal = NodeAdmission.OfPlacements(snapshot).Check("n", PodDemand.Of(Samples.Pod("b", cpu: "1")));

        Assert.Equal(["Insufficient cpu"], refusal!.Reasons);
        Assert.Equal(("cpu", 500L), (refusal.Shortages.Single().Resource, refusal.Shortages.Single().Missing));
    }

    [Fact]
    public void Requests_OfAnyContainers_AreWhatValidationAndDefaultsAddUp() => Gen.Select(
        Gen.Int[0, 900].Array[1, 3], Gen.Select(Gen.Int[0, 900], Gen.Bool).Array[0, 4]).Sample((containers, inits) =>
        {
            var pod = Samples.Pod("p");
            pod.Spec.Containers = [.. containers.Select((cpu, i) => Container($"c{i}", cpu, null))];
            pod.Spec.InitContainers = [.. inits.Select((init, i) => Container($"i{i}", init.Item1, init.Item2 ? "Always" : null))];

            var sum = PodResources.RequestsOfContainers(pod.Spec)["cpu"].ToDecimal();

            Assert.Equal((long)(sum * 1000), PodDemand.Of(pod).Requests["cpu"]);
        });

    private static V1Container Container(string name, int cpu, string? restartPolicy) => new()
    {
        Name = name,
        RestartPolicy = restartPolicy,
        Resources = new V1ResourceRequirements
        {
            Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new($"{cpu}m") },
        },
    };
}
