using System.CommandLine;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.WhatIf;

namespace OrleansScheduler.Host.Tests.Commands;

public sealed class WhatIfFlagsTests
{
    [Fact]
    public void Read_DrainWithFurtherChanges_GivesAllInOrder() => Assert.Equal(
        [new Drain("a"), new Drain("b"), new AddNodes(2, "c")],
        Read(WhatIfFlags.Drained, "a", "b", "--add-nodes", "2", "--like", "c"));

    [Fact]
    public void Read_RequestOfADeployment_TakesShortKindsAndQuantities()
    {
        var scenario = Read(WhatIfFlags.Workload, "deploy/web", "--cpu", "1500m", "--memory", "2Gi", "--replicas", "3").Single();

        var request = Assert.IsType<ChangeRequest>(scenario);
        Assert.Equal(("deployment", new ObjectKey("team", "web"), 3), (request.Kind, request.Workload, request.Replicas));
        Assert.Equal(["cpu=1500m", "memory=2Gi"], request.Requests.Select(item => $"{item.Key}={item.Value}"));
    }

    [Theory]
    [InlineData("Say what changes", "web")]
    [InlineData("--cpu takes a quantity", "web", "--cpu", "lots")]
    [InlineData("--replicas must not be negative", "web", "--replicas", "-1")]
    [InlineData("A workload is POD or KIND/NAME", "a/b/c", "--cpu", "1")]
    [InlineData("Added nodes need --like", "web", "--cpu", "1", "--add-nodes", "1")]
    public void Read_RequestThatCannotBe_SaysWhy(string problem, params string[] arguments) => Assert.StartsWith(
        problem, Assert.Throws<CommandException>(() => Read(WhatIfFlags.Workload, arguments)).Message);

    private static IReadOnlyList<IScenario> Read(Argument own, params string[] arguments)
    {
        var command = new Command("test") { own };
        var flags = new WhatIfFlags(own);
        flags.AddTo(command);
        return flags.Read(command.Parse(arguments), "team");
    }
}
