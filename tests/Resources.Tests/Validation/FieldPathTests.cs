using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Tests.Validation;

public sealed class FieldPathTests
{
    [Fact]
    public void ToString_OfNamesAndIndexes_SeparatesNamesWithDots() =>
        Assert.Equal(
            "spec.containers[0].name", FieldPath.Of("spec").Child("containers").Index(0).Child("name").ToString());

    [Fact]
    public void ToString_OfAMapEntry_PutsTheKeyInBrackets() =>
        Assert.Equal("spec.nodeSelector[a/b]", FieldPath.Of("spec").Child("nodeSelector").Key("a/b").ToString());
}
