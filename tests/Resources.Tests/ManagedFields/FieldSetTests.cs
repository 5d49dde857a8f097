using CsCheck;
using OrleansScheduler.Resources.ManagedFields;

namespace OrleansScheduler.Resources.Tests.ManagedFields;

public class FieldSetTests
{
    private static readonly Gen<FieldSet> Sets = Gen.OneOf([.. new[] { "f:a", "f:b", "k:{\"name\":\"x\"}", "v:\"y\"" }.Select(Gen.Const)])
        .Array[1, 4]
        .Select(path => FieldSet.OfPath(path))
        .Array[0, 6]
        .Select(paths => paths.Aggregate(FieldSet.Empty, (all, path) => all.Union(path)));

    [Fact]
    public void Union_TwoSets_HoldsThePathsOfBoth() => Gen.Select(Sets, Sets).Sample((x, y) =>
        Texts(x.Union(y)).SetEquals(Texts(x).Union(Texts(y))));

    [Fact]
    public void Intersection_TwoSets_HoldsTheSharedPaths() => Gen.Select(Sets, Sets).Sample((x, y) =>
        Texts(x.Intersection(y)).SetEquals(Texts(x).Intersect(Texts(y))));

    [Fact]
    public void Difference_TwoSets_HoldsTheRemainingPaths() => Gen.Select(Sets, Sets).Sample((x, y) =>
        Texts(x.Difference(y)).SetEquals(Texts(x).Except(Texts(y))));

    [Fact]
    public void Without_ASet_LeavesNothingAtOrBelowItsPaths() => Gen.Select(Sets, Sets).Sample((x, y) =>
        Texts(x.Without(y)).SetEquals(Texts(x).Where(path => !Texts(y).Any(prefix =>
            path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal)))));

    [Fact]
    public void Json_AnySet_ReadsBackTheSame() => Sets.Sample(set =>
        FieldSetJson.Read(FieldSetJson.Write(set))?.SetEquals(set) == true);

    [Fact]
    public void Read_UnknownElement_IsRefused() => Assert.Null(FieldSetJson.Read(ObjectJson.Parse("""{"x":{}}"""u8)));

    [Fact]
    public void Display_KeysAndValues_ReadLikeAPath() => Assert.Equal(
        ".spec.ports[containerPort=80,protocol=\"TCP\"][=\"v\"]",
        PathElement.Display(["f:spec", "f:ports", "k:{\"containerPort\":80,\"protocol\":\"TCP\"}", "v:\"v\""]));

    private static HashSet<string> Texts(FieldSet set) => set.Paths().Select(path => string.Join('/', path)).ToHashSet();
}
