using CsCheck;
using OrleansScheduler.Resources.ManagedFields;

namespace OrleansScheduler.Resources.Tests.ManagedFields;

public class MergedOrderTests
{
    private static readonly Gen<string[]> Lists = Gen.OneOf([.. new[] { "a", "b", "c", "d", "e" }.Select(Gen.Const)])
        .Array[0, 5]
        .Select(items => items.Distinct().ToArray());

    [Theory]
    [InlineData("axb", "bna", "xbna")]
    [InlineData("ab", "ab", "ab")]
    [InlineData("ab", "c", "abc")]
    [InlineData("", "ab", "ab")]
    [InlineData("ab", "", "ab")]
    public void Of_LiveAndApplied_KeepsBothOrders(string live, string applied, string expected) =>
        Assert.Equal(expected, string.Concat(Merge(Split(live), Split(applied))));

    [Fact]
    public void Of_AnyLists_HoldsEachItemOnceAndKeepsTheAppliedOrder() => Gen.Select(Lists, Lists).Sample((live, applied) =>
    {
        var merged = Merge(live, applied);
        return merged.Order().SequenceEqual(live.Union(applied).Order())
            && merged.Where(applied.Contains).SequenceEqual(applied);
    });

    private static string[] Merge(string[] live, string[] applied) =>
        [.. MergedOrder.Of(live, applied).Select(item => item.Element)];

    private static string[] Split(string text) => [.. text.Select(letter => letter.ToString())];
}
