using CsCheck;
using k8s.Models;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Tests.Watching;

public sealed class KnownObjectsTests
{
    [Fact]
    public void Replace_AfterExpiredHistory_TellsExactlyTheDifferences()
    {
        var known = new KnownObjects<V1Pod>([]);
        _ = known.Replace([Pod("kept", 1), Pod("changed", 2), Pod("gone", 3), Pod("replaced", 4)]).ToList();

        var told = known.Replace([Pod("kept", 1), Pod("changed", 7), Pod("replaced", 8, "other"), Pod("fresh", 9)])
            .Select(change => $"{change.Type} {change.Resource.Metadata.Name}");

        Assert.Equal(["Deleted gone", "Modified changed", "Deleted replaced", "Added replaced", "Added fresh"], told);
    }

    [Fact]
    public void Replace_AnyTwoStates_ReaderEndsWithTheSecond() => Gen.Select(State, State).Sample((first, second) =>
    {
        var known = new KnownObjects<V1Pod>([]);
        var seen = new Dictionary<string, string>();
        foreach (var change in known.Replace(first).ToList().Concat(known.Replace(second).ToList()))
        {
            if (change.Type == ResourceEventType.Deleted)
            {
                Assert.True(seen.Remove(change.Resource.Metadata.Name));
            }
            else
            {
                Assert.Equal(change.Type == ResourceEventType.Added, !seen.ContainsKey(change.Resource.Metadata.Name));
                seen[change.Resource.Metadata.Name] = change.Resource.Metadata.ResourceVersion;
            }
        }

        Assert.Equal(second.ToDictionary(pod => pod.Metadata.Name, pod => pod.Metadata.ResourceVersion), seen);
    });

    private static Gen<List<V1Pod>> State { get; } =
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 3]).List[0, 6].Select(pairs =>
            pairs.DistinctBy(pair => pair.Item1).Select(pair => Pod($"p{pair.Item1}", pair.Item2)).ToList());

    private static V1Pod Pod(string name, int revision, string uid = "uid") => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "default", Uid = uid, ResourceVersion = $"{revision}" },
    };
}
