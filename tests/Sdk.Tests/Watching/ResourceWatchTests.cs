using CsCheck;
using k8s.Models;
using OrleansScheduler.Sdk.Tests.Http;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Tests.Watching;

public sealed class ResourceWatchTests
{
    private const string Last = "z";

    private static readonly Gen<List<PodChange>> Histories =
        from steps in Gen.Select(Gen.Int[0, 2].Select(i => "abc"[i..(i + 1)]), Gen.Bool).List[1, 25]
        select Valid(steps);

    [Fact]
    public async Task Watch_BrokenStreamsAndExpiredRevisions_TellsEveryStateAndInventsNone() =>
        await Gen.Select(Histories, Gen.Int).SampleAsync(
            async (history, seed) => await FollowAsync(history, seed), iter: 300);

    [Fact]
    public async Task Watch_EventThatCannotBeRead_IsTheReaders()
    {
        var server = new StubServer()
            .Answer(System.Net.HttpStatusCode.OK, """{"metadata":{"resourceVersion":"1"},"items":[]}""")
            .Answer(System.Net.HttpStatusCode.OK, """{"type":"ADDED","object":{"metadata":7}}""" + "\n");
        using var client = StubChannels.Client(server, TimeProvider.System);

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(async () =>
            await client.Pods.WatchAsync(new(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
    }

    private static async Task FollowAsync(List<PodChange> history, int seed)
    {
        var server = new FlakyServer(history, new Random(seed));
        using var client = StubChannels.Client(server, new ImpatientTime());
        var told = new Dictionary<string, V1Pod>();
        await foreach (var change in client.Pods.WatchAsync(new(), TestContext.Current.CancellationToken))
        {
            Apply(change, told, server);
            if (change.Resource.Metadata.Name == Last)
            {
                break;
            }
        }

        Assert.Equal(
            server.StateAt(history.Count).Keys.Order(),
            told.Keys.Order());
        Assert.All(told.Values, pod => Assert.Contains(
            $"\"{pod.Metadata.ResourceVersion}\"", server.StateAt(history.Count)[pod.Metadata.Name], StringComparison.Ordinal));
    }

    private static void Apply(ResourceEvent<V1Pod> change, Dictionary<string, V1Pod> told, FlakyServer server)
    {
        var pod = change.Resource;
        var known = told.GetValueOrDefault(pod.Metadata.Name);
        switch (change.Type)
        {
            case ResourceEventType.Added:
                Assert.Null(known);
                break;
            case ResourceEventType.Modified:
                Assert.Equal(known?.Metadata.Uid, pod.Metadata.Uid);
                Assert.True(int.Parse(known!.Metadata.ResourceVersion) < int.Parse(pod.Metadata.ResourceVersion));
                break;
            default:
                Assert.Equal(known?.Metadata.Uid, pod.Metadata.Uid);
                break;
        }

        if (change.Type == ResourceEventType.Deleted)
        {
            told.Remove(pod.Metadata.Name);
            return;
        }

        Assert.Contains(pod.Metadata.Uid, server.StateAt(int.Parse(pod.Metadata.ResourceVersion))[pod.Metadata.Name], StringComparison.Ordinal);
        told[pod.Metadata.Name] = pod;
    }

    private static List<PodChange> Valid(List<(string Name, bool IsDeleted)> steps)
    {
        var alive = new HashSet<string>();
        var history = new List<PodChange>();
        foreach (var (name, isDeleted) in steps)
        {
            var deletes = isDeleted && alive.Contains(name);
            _ = deletes ? alive.Remove(name) : alive.Add(name);
            history.Add(new PodChange(name, deletes));
        }

        history.Add(new PodChange(Last, false));
        return history;
    }
}
