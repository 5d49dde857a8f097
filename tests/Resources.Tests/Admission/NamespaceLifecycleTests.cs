using k8s.Models;
using OrleansScheduler.Resources.Admission.Plugins;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Tests.Registry;

namespace OrleansScheduler.Resources.Tests.Admission;

public sealed class NamespaceLifecycleTests
{
    private readonly RegistryFixture _fixture = new(store => [new NamespaceLifecycle(store)]);

    [Fact]
    public async Task AdmitAsync_MissingNamespace_IsNotFound()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.ConfigMaps, Map()));

        Assert.Equal("namespaces \"ns\" not found", refusal.Message);
        Assert.Equal("namespaces", refusal.Status.Details.Kind);
    }

    [Fact]
    public async Task AdmitAsync_TerminatingNamespace_TakesUpdatesButNothingNew()
    {
        await _fixture.CreateAsync(Kinds.Namespaces, Namespace("ns"));
        await _fixture.CreateAsync(Kinds.ConfigMaps, Map("old"));
        await _fixture.DeleteAsync(Kinds.Namespaces, new ObjectKey("", "ns"));

        var updated = await _fixture.UpdateAsync<V1ConfigMap>(
            Kinds.ConfigMaps, new ObjectKey("ns", "old"), map => map.Data = new Dictionary<string, string> { ["a"] = "1" });
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.ConfigMaps, Map()));

        Assert.Equal("1", updated.Data["a"]);
        Assert.Equal(
            "configmaps \"a\" is forbidden: unable to create new content in namespace ns because it is being terminated",
            refusal.Message);
        Assert.Equal("NamespaceTerminating", Assert.Single(refusal.Status.Details.Causes).Reason);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    public async Task AdmitAsync_DeletionOfASystemNamespace_IsForbidden(string name)
    {
        await new SystemNamespaces(_fixture.Store, _fixture.Registry).EnsureAsync(TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _fixture.DeleteAsync(Kinds.Namespaces, new ObjectKey("", name)));

        Assert.Equal($"namespaces \"{name}\" is forbidden: this namespace may not be deleted", refusal.Message);
    }

    private static V1ConfigMap Map(string name = "a") =>
        new() { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns" } };

    private static V1Namespace Namespace(string name) => new() { Metadata = new V1ObjectMeta { Name = name } };
}
