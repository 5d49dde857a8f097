using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Tests.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Containers;

public sealed class EnvironmentResolverTests
{
    private static readonly NodeFacts Node = new()
    {
        Name = "n",
        HostIP = "10.0.0.1",
        Capacity = new Dictionary<string, decimal> { ["cpu"] = 2, ["memory"] = 1024 },
        BaseEnvironment = new Dictionary<string, string> { ["PATH"] = "/bin" },
    };

    private readonly FakePodApi api = new();

    public EnvironmentResolverTests()
    {
        api.ConfigMaps["map"] = new() { Data = new Dictionary<string, string> { ["K"] = "from map", ["PATH"] = "/map" } };
        api.Secrets["secret"] = new() { Data = new Dictionary<string, byte[]> { ["K"] = "from secret"u8.ToArray() } };
    }

    [Fact]
    public async Task Resolve_NoWishes_IsWhatTheNodeGivesAndTheHostName()
    {
        var variables = await ResolveAsync(new() { Name = "c" });

        Assert.Equal([("HOSTNAME", "p"), ("PATH", "/bin")], variables.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Resolve_EnvFromInOrder_LaterOnesAndEnvGoFirst()
    {
        var variables = await ResolveAsync(new()
        {
            Name = "c",
            EnvFrom = [new() { ConfigMapRef = new() { Name = "map" } }, new() { SecretRef = new() { Name = "secret" }, Prefix = "S_" }],
            Env = [new() { Name = "PATH", Value = "/own:$(PATH)" }],
        });

        Assert.Equal("from map", variables["K"]);
        Assert.Equal("from secret", variables["S_K"]);
        Assert.Equal("/own:/map", variables["PATH"]);
    }

    [Fact]
    public async Task Resolve_ReferenceToALaterVariable_StaysAsItStands()
    {
        var variables = await ResolveAsync(new()
        {
            Name = "c",
            Env = [new() { Name = "A", Value = "$(B)" }, new() { Name = "B", Value = "b" }, new() { Name = "C", Value = "$(B)" }],
        });

        Assert.Equal(("$(B)", "b"), (variables["A"], variables["C"]));
    }

    [Fact]
    public async Task Resolve_FieldsAndResources_AreThoseOfThePod()
    {
        var variables = await ResolveAsync(new()
        {
            Name = "c",
            Resources = new() { Limits = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("1500m") } },
            Env =
            [
                From("NAME", new() { FieldRef = new() { FieldPath = "metadata.name" } }),
                From("IP", new() { FieldRef = new() { FieldPath = "status.podIP" } }),
                From("CPU", new() { ResourceFieldRef = new() { Resource = "limits.cpu" } }),
                From("MEMORY", new() { ResourceFieldRef = new() { Resource = "limits.memory", Divisor = new("1Ki") } }),
            ],
        });

        Assert.Equal(
            ("p", "10.0.0.1", "2", "1"), (variables["NAME"], variables["IP"], variables["CPU"], variables["MEMORY"]));
    }

    [Fact]
    public async Task Resolve_OptionalThingsThatAreMissing_AreLeftOut()
    {
        var variables = await ResolveAsync(new()
        {
            Name = "c",
            EnvFrom = [new() { ConfigMapRef = new() { Name = "none", Optional = true } }],
            Env = [From("A", new() { SecretKeyRef = new() { Name = "secret", Key = "none", Optional = true } })],
        });

        Assert.DoesNotContain("A", variables.Keys);
    }

    [Theory]
    [InlineData("none", "K", "configmap \"none\" not found")]
    [InlineData("map", "none", "couldn't find key none in ConfigMap default/map")]
    public async Task Resolve_RequiredThingMissing_IsAConfigError(string map, string key, string message)
    {
        var container = new V1Container
        {
            Name = "c", Env = [From("A", new() { ConfigMapKeyRef = new() { Name = map, Key = key } })],
        };

        var problem = await Assert.ThrowsAsync<ContainerConfigException>(() => ResolveAsync(container));

        Assert.Equal(("CreateContainerConfigError", message), (problem.Reason, problem.Message));
    }

    private static V1EnvVar From(string name, V1EnvVarSource source) => new() { Name = name, ValueFrom = source };

    private Task<Dictionary<string, string>> ResolveAsync(V1Container container) => new EnvironmentResolver(api, Node).ResolveAsync(
        new V1Pod { Metadata = new() { Name = "p", NamespaceProperty = "default" }, Spec = new() { Containers = [container] } },
        container,
        TestContext.Current.CancellationToken);
}
