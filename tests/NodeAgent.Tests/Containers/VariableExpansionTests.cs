using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Tests.Containers;

public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "1", ["EMPTY"] = "", ["REF"] = "$(A)" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(A)", "x1y1")]
    [InlineData("$(EMPTY)", "")]
    [InlineData("$(REF)", "$(A)")]
    [InlineData("$(UNKNOWN)", "$(UNKNOWN)")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$$$$(A)", "$$(A)")]
    [InlineData("$(A", "$(A")]
    [InlineData("$A ${A}", "$A ${A}")]
    [InlineData("cost: 5$", "cost: 5$")]
    [InlineData("$()", "$()")]
    public void Expand_Text_FollowsTheRulesOfKubernetes(string text, string expected) =>
        Assert.Equal(expected, VariableExpansion.Expand(text, Variables));
}
