using k8s.Models;
using OrleansScheduler.NodeAgent.Pods.Admission;

namespace OrleansScheduler.NodeAgent.Tests.Pods.Admission;

public sealed class PodAdmissionTests
{
    private static readonly V1Node Node = new()
    {
        Metadata = new() { Name = "node-1", Labels = new Dictionary<string, string> { ["disk"] = "ssd", ["cores"] = "8" } },
        Spec = new(),
        Status = new()
        {
            Allocatable = new Dictionary<string, ResourceQuantity>
            {
                ["cpu"] = new("2"), ["memory"] = new("1Gi"), ["ephemeral-storage"] = new("10Gi"), ["pods"] = new("3"), ["example.com/gpu"] = new("1"),
            },
        },
    };

    [Fact]
    public void Judge_PodAsksForNothing_IsTaken() => Assert.Null(Judge(PodWith(), [PodWith(), PodWith()]));

    [Fact]
    public void Judge_NodeIsFullOfPods_OutOfPods() =>
        AssertRefused(
            "OutOfpods",
            "Node didn't have enough resource: pods, requested: 1, used: 3, capacity: 3",
            PodWith(),
            PodWith(), PodWith(), PodWith());

    [Fact]
    public void Judge_CpuIsUsed_OutOfCpuInThousandths() =>
        AssertRefused(
            "OutOfcpu",
            "Node didn't have enough resource: cpu, requested: 1500, used: 600, capacity: 2000",
            PodWith(("cpu", "1.5"), ("memory", "8Gi")),
            PodWith(("cpu", "600m")));

    [Fact]
    public void Judge_MemoryIsTooLittle_OutOfMemoryInBytes() =>
        AssertRefused(
            "OutOfmemory",
            "Node didn't have enough resource: memory, requested: 2147483648, used: 0, capacity: 1073741824",
            PodWith(("memory", "2Gi")));

    [Fact]
    public void Judge_ExtendedResourceIsUsed_OutOfIt() =>
        AssertRefused(
            "OutOfexample.com/gpu",
            "Node didn't have enough resource: example.com/gpu, requested: 1, used: 1, capacity: 1",
            PodWith(("example.com/gpu", "1")),
            PodWith(("example.com/gpu", "1")));

    [Fact]
    public void Judge_ExtendedResourceIsUnknownToTheNode_IsTaken() => Assert.Null(Judge(PodWith(("example.com/tpu", "1")), []));

    [Fact]
    public void Judge_InitContainerNeedsMoreBesideItsSidecar_CountsBoth()
    {
        var pod = PodWith(("cpu", "500m"));
        pod.Spec.InitContainers =
        [
            ContainerWith(("cpu", "1")) with { RestartPolicy = "Always" },
            ContainerWith(("cpu", "1500m")),
        ];

        Assert.Equal("OutOfcpu", Judge(pod, [])?.Reason);
        Assert.Contains("requested: 2500", Judge(pod, [])?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_SelectorDoesNotMatch_NodeAffinity()
    {
        var pod = PodWith();
        pod.Spec.NodeSelector = new Dictionary<string, string> { ["disk"] = "hdd" };

        AssertRefused("NodeAffinity", "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector", pod);
    }

    [Theory]
    [InlineData("disk", "In", "ssd", true)]
    [InlineData("disk", "NotIn", "ssd", false)]
    [InlineData("nosuch", "NotIn", "ssd", true)]
    [InlineData("disk", "Exists", null, true)]
    [InlineData("disk", "DoesNotExist", null, false)]
    [InlineData("cores", "Gt", "4", true)]
    [InlineData("cores", "Lt", "4", false)]
    [InlineData("disk", "Gt", "4", false)]
    public void Judge_RequiredAffinity_FollowsItsOperator(string key, string operation, string? value, bool isTaken)
    {
        var pod = PodWith();
        pod.Spec.Affinity = Require(new V1NodeSelectorTerm
        {
            MatchExpressions = [new() { Key = key, OperatorProperty = operation, Values = value is null ? null : [value] }],
        });

        Assert.Equal(isTaken, Judge(pod, []) is null);
    }

    [Fact]
    public void Judge_TermWithoutRequirements_MatchesNothing()
    {
        var pod = PodWith();
        pod.Spec.Affinity = Require(new V1NodeSelectorTerm());

        Assert.Equal("NodeAffinity", Judge(pod, [])?.Reason);
    }

    [Theory]
    [InlineData("", "TCP", true)]
    [InlineData("127.0.0.1", "TCP", true)]
    [InlineData("", "UDP", false)]
    public void Judge_HostPort_ConflictsByAddressAndProtocol(string address, string protocol, bool isRefused)
    {
        var taken = WithPort("", "TCP");

        var refusal = Judge(WithPort(address, protocol), [taken]);

        Assert.Equal(isRefused ? "NodePorts" : null, refusal?.Reason);
    }

    [Fact]
    public void Judge_HostPortOnTwoAddresses_IsTaken() =>
        Assert.Null(Judge(WithPort("127.0.0.1", "TCP"), [WithPort("127.0.0.2", "TCP")]));

    [Fact]
    public void Judge_NoExecuteTaint_IsRefusedUnlessTolerated()
    {
        var node = Node with { Spec = new() { Taints = [new() { Key = "k", Value = "v", Effect = "NoExecute" }] } };
        var tolerant = PodWith();
        tolerant.Spec.Tolerations = [new() { Key = "k", OperatorProperty = "Exists" }];

        Assert.Equal("TaintToleration", PodAdmission.Judge(PodWith(), [], node, "linux")?.Reason);
        Assert.Null(PodAdmission.Judge(tolerant, [], node, "linux"));
    }

    [Fact]
    public void Judge_NoScheduleTaint_IsNotTheNodesConcern()
    {
        var node = Node with { Spec = new() { Taints = [new() { Key = "k", Effect = "NoSchedule" }] } };

        Assert.Null(PodAdmission.Judge(PodWith(), [], node, "linux"));
    }

    [Fact]
    public void Judge_PodOfAnotherOperatingSystem_IsRefused()
    {
        var pod = PodWith();
        pod.Spec.Os = new() { Name = "windows" };

        AssertRefused("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS", pod);
    }

    private static NodeAgent.Pods.PodFailure? Judge(V1Pod pod, IReadOnlyList<V1Pod> others) => PodAdmission.Judge(pod, others, Node, "linux");

    private static void AssertRefused(string reason, string message, V1Pod pod, params V1Pod[] others) =>
        Assert.Equal(new NodeAgent.Pods.PodFailure(reason, message), Judge(pod, others));

    private static V1Pod PodWith(params (string Name, string Amount)[] requests) =>
        new() { Metadata = new() { Name = "p" }, Spec = new() { Containers = [ContainerWith(requests)] } };

    private static V1Container ContainerWith(params (string Name, string Amount)[] requests) => new()
    {
        Name = "c",
        Resources = new() { Requests = requests.ToDictionary(one => one.Name, one => new ResourceQuantity(one.Amount)) },
    };

    private static V1Pod WithPort(string address, string protocol)
    {
        var pod = PodWith();
        pod.Spec.Containers[0].Ports = [new() { ContainerPort = 80, HostPort = 8080, HostIP = address, Protocol = protocol }];
        return pod;
    }

    private static V1Affinity Require(V1NodeSelectorTerm term) => new()
    {
        NodeAffinity = new() { RequiredDuringSchedulingIgnoredDuringExecution = new() { NodeSelectorTerms = [term] } },
    };
}
