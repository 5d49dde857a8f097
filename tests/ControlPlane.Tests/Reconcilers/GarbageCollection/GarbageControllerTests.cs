using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.GarbageCollection;

public sealed class GarbageControllerTests(ITestOutputHelper output) : IAsyncLifetime
{
    private ReconcilerCluster _cluster = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await ReconcilerCluster.StartAsync(_ => { }, Token);
        await _cluster.CreateNamespaceAsync("team", Token);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Create_NamesAnOwnerThatNeverWas_IsDeleted()
    {
        await CreateAsync("child", Owner("nobody", "no-such-uid"));

        await GoneAsync("child");
    }

    [Fact]
    public async Task Create_OneOwnerOfTwoNeverWas_StaysAndForgetsIt()
    {
        var owner = await CreateAsync("owner");
        await CreateAsync("child", Owner("nobody", "no-such-uid"), Owner("owner", owner.Metadata.Uid));

        var kept = await _cluster.UntilAsync(
            "configmaps", Key("child"), found => found?.Head.Owners.Count == 1, Token);

        Assert.Equal(owner.Metadata.Uid, kept!.Head.Owners[0].Uid);
    }

    [Fact]
    public async Task Delete_Foreground_WaitsForBlockingDependentsOfDependents()
    {
        var owner = await CreateAsync("owner");
        var child = await CreateAsync("child", Owner("owner", owner.Metadata.Uid, blocks: true));
        await CreateAsync("grandchild", ["test/held"], Owner("child", child.Metadata.Uid, blocks: true));

        await DeleteAsync("owner", "Foreground");
        await _cluster.UntilAsync("configmaps", Key("grandchild"), found => found!.Head.IsDeleting, Token);
        var waiting = await _cluster.UntilAsync("configmaps", Key("owner"), _ => true, Token);
        Assert.True(waiting!.Head.IsDeleting);

        await ReleaseAsync("grandchild");
        await GoneAsync("grandchild");
        await GoneAsync("child");
        await GoneAsync("owner");
    }

    [Fact]
    public async Task Delete_Orphan_DependentsStayWithoutOwner()
    {
        var owner = await CreateAsync("owner");
        await CreateAsync("child", Owner("owner", owner.Metadata.Uid));

        await DeleteAsync("owner", "Orphan");
        await GoneAsync("owner");

        var left = await _cluster.UntilAsync("configmaps", Key("child"), _ => true, Token);
        Assert.Empty(left!.Head.Owners);
        Assert.False(left.Head.IsDeleting);
    }

    [Theory]
    [InlineData("Foreground")]
    [InlineData("Background")]
    public async Task Delete_CircleOfOwners_GoesAltogether(string policy)
    {
        var first = await CreateAsync("first");
        var second = await CreateAsync("second", Owner("first", first.Metadata.Uid, blocks: true));
        await _cluster.Registry.UpdateAsync(
            Kinds.ConfigMaps,
            Key("first"),
            "",
            state =>
            {
                state!.Metadata.OwnerReferences = [Owner("second", second.Metadata.Uid, blocks: true)];
                return state;
            },
            ReconcilerCluster.User,
            Token);

        await DeleteAsync("first", policy);

        await GoneAsync("first");
        await GoneAsync("second");
    }

    [Fact]
    public async Task Delete_ClusterScopedOwner_TakesItsDependentsAlong()
    {
        var node = new V1Node { ApiVersion = "v1", Kind = "Node", Metadata = new V1ObjectMeta { Name = "n" } };
        var owner = await _cluster.Registry.CreateAsync(Kinds.Of<V1Node>(), node, ReconcilerCluster.User, Token);
        await CreateAsync(
            "child", new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = "n", Uid = owner.Head.Uid });

        await _cluster.Registry.DeleteAsync(
            Kinds.Of<V1Node>(), owner.Key, new V1DeleteOptions(), ReconcilerCluster.User, Token);

        await GoneAsync("child");
    }

    [Fact]
    public async Task Create_ManyWithAnOwnerThatIsThere_WakesNoGrain()
    {
        var owner = await CreateAsync("owner");
        for (var i = 0; i < 50; i++)
        {
            await CreateAsync($"child-{i}", Owner("owner", owner.Metadata.Uid));
        }

        // Its deletion is behind all of them in the feed.
        await CreateAsync("last", Owner("nobody", "no-such-uid"));
        await GoneAsync("last");
        var before = await ActivationsAsync();
        await DeleteAsync("owner", "Background");
        for (var i = 0; i < 50; i++)
        {
            await GoneAsync($"child-{i}");
        }

        var after = await ActivationsAsync();
        output.WriteLine($"garbage collection grains: {before} after 50 creations, {after} after the owner's deletion");
        Assert.Equal((1, 2), (before, after));
    }

    private static ObjectKey Key(string name) => new("team", name);

    private static V1OwnerReference Owner(string name, string uid, bool blocks = false) => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Name = name,
        Uid = uid,
        BlockOwnerDeletion = blocks,
    };

    private Task<V1ConfigMap> CreateAsync(string name, params V1OwnerReference[] owners) =>
        CreateAsync(name, [], owners);

    private async Task<V1ConfigMap> CreateAsync(string name, string[] finalizers, params V1OwnerReference[] owners)
    {
        var made = new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = "team",
                OwnerReferences = owners,
                Finalizers = finalizers,
            },
        };
        var stored = await _cluster.Registry.CreateAsync(Kinds.ConfigMaps, made, ReconcilerCluster.User, Token);
        return stored.As<V1ConfigMap>();
    }

    private Task DeleteAsync(string name, string policy) => _cluster.Registry.DeleteAsync(
        Kinds.ConfigMaps,
        Key(name),
        new V1DeleteOptions { PropagationPolicy = policy },
        ReconcilerCluster.User,
        Token);

    private Task ReleaseAsync(string name) => _cluster.Registry.UpdateAsync(
        Kinds.ConfigMaps,
        Key(name),
        "",
        state =>
        {
            state!.Metadata.Finalizers.Remove("test/held");
            return state;
        },
        ReconcilerCluster.User,
        Token);

    private Task GoneAsync(string name) =>
        _cluster.UntilAsync("configmaps", Key(name), found => found is null, Token);

    private async Task<int> ActivationsAsync()
    {
        var management = _cluster.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var statistics = await management.GetSimpleGrainStatistics();
        return statistics
            .Where(entry => entry.GrainType.Contains(nameof(GarbageGrain), StringComparison.Ordinal))
            .Sum(entry => entry.ActivationCount);
    }
}
