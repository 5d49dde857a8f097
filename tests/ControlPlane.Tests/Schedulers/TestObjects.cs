using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>Nodes and pods for tests, and their way into a store.</summary>
internal static class TestObjects
{
    public static V1Node Node(string name, string cpu = "4", string pods = "110") => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Uid = $"uid-{name}",
            CreationTimestamp = DateTime.UnixEpoch,
            Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name },
        },
        Spec = new V1NodeSpec(),
        Status = new V1NodeStatus
        {
            Allocatable = new Dictionary<string, ResourceQuantity>
            {
                ["cpu"] = new(cpu), ["memory"] = new("64Gi"), ["pods"] = new(pods),
            },
            Conditions =
            [
                new V1NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = DateTime.UnixEpoch },
            ],
        },
    };

    public static V1Pod Pod(string name, string cpu = "100m", string scheduler = "default-scheduler", int priority = 0) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Uid = $"uid-{name}", Generation = 1 },
        Spec = new V1PodSpec
        {
            SchedulerName = scheduler,
            Priority = priority,
            TerminationGracePeriodSeconds = 30,
            Containers =
            [
                new V1Container
                {
                    Name = "c",
                    Resources = new V1ResourceRequirements
                    {
                        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu) },
                    },
                },
            ],
        },
        Status = new V1PodStatus { Phase = "Pending" },
    };

    public static async Task CreateAsync<T>(this IResourceStore store, string resourceType, params T[] objects)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var outcomes = await store.WriteAsync(
            resourceType,
            [
                .. objects.Select(obj => new WriteRequest
                {
                    Action = WriteAction.Create,
                    Key = new ObjectKey(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name),
                    Json = Json(obj, _ => { }),
                }),
            ],
            TestContext.Current.CancellationToken);
        Assert.All(outcomes, outcome => Assert.Equal(WriteStatus.Committed, outcome.Status));
    }

    public static async Task DeleteAsync(this IResourceStore store, string resourceType, ObjectKey key)
    {
        var token = TestContext.Current.CancellationToken;
        var last = await store.GetAsync(resourceType, key, ReadConsistency.MostRecent, token);
        var outcomes = await store.WriteAsync(
            resourceType, [new WriteRequest { Action = WriteAction.Delete, Key = key, Json = last!.Json }], token);
        Assert.Equal(WriteStatus.Committed, outcomes.Single().Status);
    }

    public static byte[] Json<T>(T obj, Action<T> change)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        change(obj);
        obj.Metadata.ResourceVersion = null;
        return ObjectCodec.Encode(obj, Kinds.Of<T>().GroupVersionKind);
    }

    /// <summary>Waits until the objects are as asked, following them without polling.</summary>
    public static async Task<IReadOnlyList<T>> UntilAsync<T>(
        this IResourceStore store, string resourceType, Func<IReadOnlyList<T>, bool> isSo)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var page = await store.ListAsync(resourceType, new ListQuery(), limit.Token);
            T[] objects = [.. page.Items.Select(item => item.As<T>())];
            if (isSo(objects))
            {
                return objects;
            }

            await using var watch = await store.WatchAsync(
                resourceType, new WatchQuery { AfterRevision = page.Revision }, limit.Token);
            await watch.WaitToReadAsync(limit.Token);
        }
    }
}
