using CsCheck;
using OrleansScheduler.Resources.Quantities;

namespace OrleansScheduler.Resources.Tests.Quantities;

public sealed class QuantityTests
{
    private static readonly string[] Suffixes = ["n", "u", "m", "", "k", "Ki", "Mi", "Gi", "e3", "e-6"];

    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("0.1", "100m")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1024", "1024")]
    [InlineData("1e3", "1e3")]
    [InlineData("12e6", "12e6")]
    [InlineData("1E", "1E")]
    [InlineData("0.5Ki", "512")]
    [InlineData("100000k", "100M")]
    [InlineData("1.0", "1")]
    [InlineData("+5", "+5")]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("1e-10", "1e-9")]
    [InlineData("0.0000000001", "1n")]
    [InlineData(".5", "500m")]
    [InlineData("1.", "1.")]
    [InlineData("8Ki", "8Ki")]
    [InlineData("0.1Ki", "102400m")]
    [InlineData("8Ei", "9223372036854775807")]
    [InlineData("1e1000000000", "170141183460469231731687303715884105727e-9")]
    public void ToString_OfAParsedText_IsWhatKubernetesWrites(string text, string written) =>
        Assert.Equal(written, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("abc")]
    [InlineData("1 Gi")]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("1ki")]
    [InlineData("1KiB")]
    [InlineData("e5e5")]
    public void TryParse_OfNoQuantity_Fails(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void RoundUpToMilli_OfLess_GivesOneMilli() =>
        Assert.Equal("1m", Quantity.Parse("0.0001").RoundUpToMilli().ToString());

    [Fact]
    public void ValueAndMilliValue_OfFractions_RoundUp()
    {
        var quantity = Quantity.Parse("1500100u");

        Assert.Equal((2, 1501), (quantity.Value, quantity.MilliValue));
    }

    [Fact]
    public void Add_OfZeroAndBinary_TakesTheFormatOfTheOther() =>
        Assert.Equal("2Gi", (Quantity.Zero + Quantity.Parse("1Gi") + Quantity.Parse("1024Mi")).ToString());

    [Fact]
    public void ParsingWhatWasWritten_OfAnyAmount_IsExact() =>
        Gen.Select(Gen.Long, Gen.Int[0, Suffixes.Length - 1]).Sample((number, at) =>
        {
            var quantity = Quantity.Parse($"{number}{Suffixes[at]}");
            Assert.Equal(quantity, Quantity.Parse(quantity.ToString()));
            Assert.Equal(quantity, Quantity.Parse(quantity.ToCanonicalString()));
            Assert.Equal(quantity, Quantity.From(quantity.ToResourceQuantity()));
        });
}
