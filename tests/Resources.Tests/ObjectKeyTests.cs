namespace OrleansScheduler.Resources.Tests;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("default", "a")]
    [InlineData("", "node-1")]
    public void Parse_OfText_GivesTheKeyBack(string ns, string name) =>
        Assert.Equal(new ObjectKey(ns, name), ObjectKey.Parse(new ObjectKey(ns, name).ToString()));
}
