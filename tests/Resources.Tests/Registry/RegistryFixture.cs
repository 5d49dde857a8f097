using k8s;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.Resources.Admission;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Registry;

/// <summary>A registry over an empty in-memory store, with a clock that stands still.</summary>
internal sealed class RegistryFixture
{
    private static readonly WriteOptions Writer = new() { User = new UserIdentity("tester", ["system:masters"]) };

    public RegistryFixture()
        : this(_ => [])
    {
    }

    public RegistryFixture(Func<IResourceStore, IReadOnlyList<IAdmissionPlugin>> plugins)
    {
        var ids = new IdGenerator(new Random(1));
        var admission = new AdmissionChain(plugins(Store));
        var ownership = new OwnershipTracking(Time);
        var creation = new Creation(Store, admission, ids, ownership, Time);
        Registry = new ResourceRegistry(
            creation, new Updating(Store, admission, creation, ownership), new Deletion(Store, admission, Time));
    }

    public InMemoryResourceStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    public IResourceRegistry Registry { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<T> CreateAsync<T>(ResourceKind kind, T obj, bool dryRun = false)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (T)kind.Typed(await Registry.CreateAsync(kind, obj, Writer with { DryRun = dryRun }, Cancellation));

    public async Task<T> UpdateAsync<T>(
        ResourceKind kind, ObjectKey key, Action<T> change, string subresource = "", bool dryRun = false)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var outcome = await Registry.UpdateAsync(
            kind, key, subresource, Changed, Writer with { DryRun = dryRun }, Cancellation);
        return (T)kind.Typed(outcome.Object);

        IKubernetesObject<V1ObjectMeta> Changed(IKubernetesObject<V1ObjectMeta>? state)
        {
            change((T)state!); // these kinds are not created on update
            return state!;
        }
    }

    /// <summary>A PUT: the state is what the client sent, whatever was there before.</summary>
    public async Task<T> PutAsync<T>(ResourceKind kind, T obj, string subresource = "")
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (T)kind.Typed((await Registry.UpdateAsync(
            kind,
            new ObjectKey(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name),
            subresource,
            _ => obj,
            Writer with { ExpectedUid = obj.Metadata.Uid },
            Cancellation)).Object);

    public Task<DeleteOutcome> DeleteAsync(
        ResourceKind kind, ObjectKey key, V1DeleteOptions? options = null, bool dryRun = false) =>
        Registry.DeleteAsync(kind, key, options ?? new V1DeleteOptions(), Writer with { DryRun = dryRun }, Cancellation);

    /// <summary>The stored state, shared and not to be changed.</summary>
    public async Task<IKubernetesObject<V1ObjectMeta>?> FindAsync(ResourceKind kind, ObjectKey key) =>
        await Store.GetAsync(kind.ResourceType, key, ReadConsistency.MostRecent, Cancellation) is { } stored
            ? kind.Typed(stored)
            : null;

    public async Task<T?> FindAsync<T>(ResourceKind kind, ObjectKey key)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await Store.GetAsync(kind.ResourceType, key, ReadConsistency.MostRecent, Cancellation))?.As<T>();
}
