using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

public sealed class RestartRuleTests
{
    [Theory]
    [InlineData(null, "Always", 0, true)]
    [InlineData(null, "OnFailure", 0, false)]
    [InlineData(null, "OnFailure", 1, true)]
    [InlineData(null, "Never", 1, false)]
    [InlineData("Never", "Always", 1, false)]
    [InlineData("OnFailure", "Never", 1, true)]
    [InlineData("Always", "Never", 0, true)]
    public void Restarts_WithoutRules_FollowsTheNearestPolicy(string? own, string ofPod, int code, bool expected) =>
        Assert.Equal(expected, RestartRule.Restarts(new V1Container { Name = "c", RestartPolicy = own }, code, ofPod));

    [Theory]
    [InlineData("In", 42, true)]
    [InlineData("In", 1, false)]
    [InlineData("NotIn", 1, true)]
    [InlineData("NotIn", 42, false)]
    public void Restarts_WithARule_FollowsItWhereItFits(string operation, int code, bool expected)
    {
        var container = new V1Container
        {
            Name = "c",
            RestartPolicy = "Never",
            RestartPolicyRules = [new() { Action = "Restart", ExitCodes = new() { OperatorProperty = operation, Values = [42] } }],
        };

        Assert.Equal(expected, RestartRule.Restarts(container, code, "Never"));
        Assert.True(RestartRule.CanRestart(container, "Never"));
    }
}
