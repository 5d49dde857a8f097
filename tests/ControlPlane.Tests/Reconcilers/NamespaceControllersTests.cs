using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

public sealed class NamespaceControllersTests
{
    private static readonly ObjectKey Account = new("team", "default");

    [Fact]
    public async Task Create_Namespace_IsFurnished()
    {
        var token = TestContext.Current.CancellationToken;
        await using var cluster = await ReconcilerCluster.StartAsync(_ => { }, token);

        await CreateNamespaceAsync(cluster, token);

        await cluster.UntilAsync("serviceaccounts", Account, found => found is not null, token);
        var published = await cluster.UntilAsync(
            "configmaps", new ObjectKey("team", "kube-root-ca.crt"), found => found is not null, token);
        Assert.StartsWith("-----BEGIN", published!.As<V1ConfigMap>().Data["ca.crt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_DefaultServiceAccount_ComesBack()
    {
        var token = TestContext.Current.CancellationToken;
        await using var cluster = await ReconcilerCluster.StartAsync(_ => { }, token);
        await CreateNamespaceAsync(cluster, token);
        var first = await cluster.UntilAsync("serviceaccounts", Account, found => found is not null, token);

        await cluster.Registry.DeleteAsync(
            Kinds.ServiceAccounts, Account, new V1DeleteOptions(), ReconcilerCluster.User, token);

        await cluster.UntilAsync(
            "serviceaccounts", Account, found => found is not null && found.Head.Uid != first!.Head.Uid, token);
    }

    [Fact]
    public async Task Delete_Namespace_TakesItsContentsAlong()
    {
        var token = TestContext.Current.CancellationToken;
        await using var cluster = await ReconcilerCluster.StartAsync(_ => { }, token);
        await CreateNamespaceAsync(cluster, token);
        await cluster.UntilAsync("serviceaccounts", Account, found => found is not null, token);

        await cluster.Registry.DeleteAsync(
            Kinds.Namespaces, new ObjectKey("", "team"), new V1DeleteOptions(), ReconcilerCluster.User, token);

        await cluster.UntilAsync("namespaces", new ObjectKey("", "team"), found => found is null, token);
        Assert.Null(await cluster.UntilAsync("serviceaccounts", Account, _ => true, token));
    }

    [Fact]
    public async Task Delete_Owner_TakesItsDependentsAlong()
    {
        var token = TestContext.Current.CancellationToken;
        await using var cluster = await ReconcilerCluster.StartAsync(_ => { }, token);
        await CreateNamespaceAsync(cluster, token);
        var owner = await CreateConfigMapAsync(cluster, "owner", null, token);
        await CreateConfigMapAsync(cluster, "child", owner.Metadata.Uid, token);

        await cluster.Registry.DeleteAsync(
            Kinds.ConfigMaps, new ObjectKey("team", "owner"), new V1DeleteOptions(), ReconcilerCluster.User, token);

        await cluster.UntilAsync("configmaps", new ObjectKey("team", "child"), found => found is null, token);
    }

    private static Task CreateNamespaceAsync(ReconcilerCluster cluster, CancellationToken token) =>
        cluster.Registry.CreateAsync(
            Kinds.Namespaces,
            new V1Namespace
            {
                ApiVersion = "v1",
                Kind = "Namespace",
                Metadata = new V1ObjectMeta { Name = "team" },
            },
            ReconcilerCluster.User,
            token);

    private static async Task<V1ConfigMap> CreateConfigMapAsync(
        ReconcilerCluster cluster, string name, string? ownerUid, CancellationToken token)
    {
        var made = new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "team" },
        };
        if (ownerUid is not null)
        {
            made.Metadata.OwnerReferences =
                [new V1OwnerReference { ApiVersion = "v1", Kind = "ConfigMap", Name = "owner", Uid = ownerUid }];
        }

        return (await cluster.Registry.CreateAsync(Kinds.ConfigMaps, made, ReconcilerCluster.User, token))
            .As<V1ConfigMap>();
    }
}
