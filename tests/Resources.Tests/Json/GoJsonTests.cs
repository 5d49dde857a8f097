using System.Text;
using CsCheck;
using OrleansScheduler.Resources.Json;

namespace OrleansScheduler.Resources.Tests.Json;

public sealed class GoJsonTests
{
    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("not json", "invalid character 'o' in literal null (expecting 'u')")]
    [InlineData("{bad", "invalid character 'b' looking for beginning of object key string")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("{} x", "invalid character 'x' after top-level value")]
    public void Syntax_Malformed_SaysWhatGoSays(string json, string expected) =>
        Assert.Equal(expected, GoJson.Syntax(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Syntax_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 40].Sample(bytes => GoJson.Syntax(bytes) is null or { Length: > 0 });
}
