using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Tests.Validation;

public sealed class SemanticEqualityTests
{
    [Fact]
    public void AreEqual_NothingAndAnEmptyList_AreTheSame()
    {
        Assert.True(SemanticEquality.AreEqual(null, new List<string>()));
        Assert.True(SemanticEquality.AreEqual(new V1PodSpec(), new V1PodSpec { Tolerations = [] }));
    }

    [Fact]
    public void AreEqual_NothingAndAnObject_Differ()
    {
        Assert.False(SemanticEquality.AreEqual(null, new V1LabelSelector()));
        Assert.False(SemanticEquality.AreEqual("Indexed", null));
    }

    [Fact]
    public void AreEqual_MapsInOtherOrder_AreTheSame() => Assert.True(SemanticEquality.AreEqual(
        new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
        new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));
}
