using OrleansScheduler.ApiServer.Bodies;

namespace OrleansScheduler.ApiServer.Tests.Bodies;

public sealed class YamlProblemTests
{
    [Theory]
    [InlineData("a: [b\n", "yaml: line 1: did not find expected ',' or ']'")]
    [InlineData("a: b: c\n", "yaml: mapping values are not allowed in this context")]
    [InlineData("a: 1\nb: c: d\n", "yaml: line 2: mapping values are not allowed in this context")]
    public void ToJson_Malformed_SaysWhatKubernetesSays(string yaml, string expected)
    {
        var problem = Assert.Throws<FormatException>(() => YamlBody.ToJson(System.Text.Encoding.UTF8.GetBytes(yaml)));

        Assert.Equal(expected, problem.Message);
    }
}
