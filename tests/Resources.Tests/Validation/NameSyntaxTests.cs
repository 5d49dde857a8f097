using CsCheck;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Tests.Validation;

public sealed class NameSyntaxTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("a-1", true)]
    [InlineData("1a", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a.b", false)]
    [InlineData("A", false)]
    public void DnsLabel_Text_IsJudged(string text, bool isFine) => Assert.Equal(isFine, NameSyntax.DnsLabel(text).Count == 0);

    [Theory]
    [InlineData("a.b-c.1", true)]
    [InlineData("a..b", false)]
    [InlineData("a.-b", false)]
    [InlineData("a_b", false)]
    public void DnsSubdomain_Text_IsJudged(string text, bool isFine) =>
        Assert.Equal(isFine, NameSyntax.DnsSubdomain(text).Count == 0);

    [Theory]
    [InlineData("a", true)]
    [InlineData("example.com/A_b.c-d", true)]
    [InlineData("example.com/", false)]
    [InlineData("/a", false)]
    [InlineData("a/b/c", false)]
    [InlineData("Example.com/a", false)]
    public void QualifiedName_Text_IsJudged(string text, bool isFine) =>
        Assert.Equal(isFine, NameSyntax.QualifiedName(text).Count == 0);

    [Theory]
    [InlineData("", true)]
    [InlineData("A_b.c-1", true)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    public void LabelValue_Text_IsJudged(string text, bool isFine) => Assert.Equal(isFine, NameSyntax.LabelValue(text).Count == 0);

    [Theory]
    [InlineData("a_B.c-1", true)]
    [InlineData(".", false)]
    [InlineData("..a", false)]
    [InlineData("a/b", false)]
    public void ConfigKey_Text_IsJudged(string text, bool isFine) => Assert.Equal(isFine, NameSyntax.ConfigKey(text).Count == 0);

    [Fact]
    public void DnsLabel_64Characters_IsTooLong() =>
        Assert.Equal(["must be no more than 63 characters"], NameSyntax.DnsLabel(new string('a', 64)));

    [Fact]
    public void DnsLabel_AnythingItAccepts_IsASubdomainAndALabelValue() => Gen.String[Gen.Char["ab1-."], 1, 10].Sample(text =>
        NameSyntax.DnsLabel(text).Count > 0 || (NameSyntax.DnsSubdomain(text).Count == 0 && NameSyntax.LabelValue(text).Count == 0));
}
