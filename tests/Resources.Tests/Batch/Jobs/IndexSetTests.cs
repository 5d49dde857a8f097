using OrleansScheduler.Resources.Batch.Jobs;

namespace OrleansScheduler.Resources.Tests.Batch.Jobs;

public sealed class IndexSetTests
{
    [Theory]
    [InlineData("0,1", "0,1")]
    [InlineData("0,1,2", "0-2")]
    [InlineData("5,1-3,7,8", "1-3,5,7,8")]
    [InlineData("", "")]
    public void ToString_ParsedText_IsCanonical(string text, string expected) =>
        Assert.Equal(expected, IndexSet.Parse(text, int.MaxValue).ToString());

    [Fact]
    public void Parse_IndexesBeyondCompletions_AreDropped() =>
        Assert.Equal("0-2", IndexSet.Parse("0-9", 3).ToString());
}
