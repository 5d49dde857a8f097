using OrleansScheduler.NodeAgent.Simulation;

namespace OrleansScheduler.NodeAgent.Tests.Simulation;

public sealed class DurationDistributionTests
{
    private const int Draws = 20_000;

    [Fact]
    public void Draw_Constant_IsAlwaysTheSame() =>
        Assert.All(Drawn("2.5"), seconds => Assert.Equal(2.5, seconds));

    [Fact]
    public void Draw_Uniform_StaysWithinAndFillsTheRange()
    {
        var drawn = Drawn("uniform(5,60)");

        Assert.InRange(drawn.Min(), 5, 5.1);
        Assert.InRange(drawn.Max(), 59.9, 60);
        Assert.InRange(drawn.Average(), 32, 33);
    }

    [Fact]
    public void Draw_Exponential_HasItsMeanAndIsNeverNegative()
    {
        var drawn = Drawn("exp(30)");

        Assert.All(drawn, seconds => Assert.InRange(seconds, 0, 1_000));
        Assert.InRange(drawn.Average(), 29, 31);
    }

    [Fact]
    public void Draw_SameSeed_IsRepeated() => Assert.Equal(Drawn("exp(30)"), Drawn("exp(30)"));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("uniform(60,5)")]
    [InlineData("uniform(5)")]
    [InlineData("exp(1,2)")]
    [InlineData("exp(30")]
    [InlineData("1e99")]
    public void Parse_NotADistribution_SaysWhatItRead(string text)
    {
        var wrong = Assert.Throws<FormatException>(() => DurationDistribution.Parse(text));

        Assert.Contains($"'{text}'", wrong.Message, StringComparison.Ordinal);
    }

    private static double[] Drawn(string text)
    {
        var random = new Random(7);
        var distribution = DurationDistribution.Parse(text);
        return [.. Enumerable.Range(0, Draws).Select(_ => distribution.Draw(random).TotalSeconds)];
    }
}
