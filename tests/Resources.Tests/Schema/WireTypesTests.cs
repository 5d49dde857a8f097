using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Tests.Schema;

public sealed class WireTypesTests
{
    [Fact]
    public void Find_OfEveryKind_ResolvesAllTypesItReaches()
    {
        var seen = new HashSet<string>();

        foreach (var kind in WireTypes.Kinds)
        {
            Visit(WireTypes.Find(kind)!, seen);
        }

        Assert.True(seen.Count > 600, $"only {seen.Count} types were reached");
    }

    [Fact]
    public void Find_OfDeleteOptionsInAnyGroup_FindsTheSharedType() =>
        Assert.Equal("DeleteOptions", WireTypes.Find(new GroupVersionKind("batch", "v1", "DeleteOptions"))?.Name);

    [Theory]
    [InlineData("core/v1.ContainerPort", "protocol", "SCTP,TCP,UDP")]
    [InlineData("batch/v1.JobSpec", "completionMode", "Indexed,NonIndexed")]
    [InlineData("core/v1.ContainerPort", "name", "")]
    public void Get_OfField_KnowsItsValues(string type, string field, string values) =>
        Assert.Equal(values, string.Join(',', WireTypes.Get(type).Find(field)?.Shape.Values ?? ["none"]));

    [Fact]
    public void Get_OfValuesWithSpaces_KeepsThemWhole() => Assert.Contains(
        "cert sign",
        WireTypes.Get("certificates/v1.CertificateSigningRequestSpec").Find("usages")?.Shape.Element?.Values ?? []);

    [Fact]
    public void Get_OfPodSpec_KnowsHowListsMerge()
    {
        var containers = WireTypes.Get("core/v1.PodSpec").Find("containers")!;

        Assert.Equal((ListType.Map, "name", PatchStrategy.Merge, 2, true), (
            containers.ListType!.Value, containers.ListKeys.Single(), containers.PatchStrategy, containers.Number, containers.IsRequired));
        Assert.Equal("[]v1.Container", containers.Shape.GoType);
    }

    private static void Visit(TypeSchema type, HashSet<string> seen)
    {
        if (!seen.Add(type.ToString()))
        {
            return;
        }

        foreach (var field in type.Fields)
        {
            var shape = field.Shape;
            while (shape.Element is { } element)
            {
                shape = element;
            }

            if (shape.Kind == ShapeKind.Struct)
            {
                Visit(shape.Type, seen);
            }
        }
    }
}
