using OrleansScheduler.Resources.Quantities;

namespace OrleansScheduler.Resources.Tests.Quantities;

public class QuantityCacheTests
{
    [Fact]
    public void TryParse_MoreTextsThanPlaces_ReadsEachAsTheParserDoes()
    {
        for (var i = 0; i < 5_000; i++)
        {
            var text = $"{i % 2_500}m";

            Assert.True(QuantityCache.TryParse(text, out var quantity, out _));
            Assert.Equal(Quantity.Parse(text), quantity.Amount);
            Assert.Equal(Quantity.Parse(text).ToString(), quantity.ToString());
        }
    }

    [Fact]
    public void TryParse_SameAmountInOtherWords_KeepsTheWords()
    {
        Assert.True(QuantityCache.TryParse("1000m", out var milli, out _));
        Assert.True(QuantityCache.TryParse("1", out var one, out _));

        Assert.Equal(Quantity.Parse("1000m").ToString(), milli.ToString());
        Assert.Equal("1", one.ToString());
    }

    [Fact]
    public void TryParse_NoQuantityTwice_IsRefusedInTheSameWords()
    {
        Assert.False(QuantityCache.TryParse("1.2.3", out _, out var first));
        Assert.False(QuantityCache.TryParse("1.2.3", out _, out var second));

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }
}
