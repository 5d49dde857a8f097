using k8s.Models;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Tests.Registry;

namespace OrleansScheduler.Resources.Tests.Core.Namespaces;

public sealed class NamespaceKindTests
{
    private static readonly ObjectKey Key = new("", "a");

    private readonly RegistryFixture _fixture = new();

    [Fact]
    public async Task Create_Minimal_IsActiveLabelledAndHeld()
    {
        var ns = await CreateAsync("example.com/x");

        Assert.Equal("a", ns.Metadata.Labels[NamespaceKind.NameLabel]);
        Assert.Equal("Active", ns.Status.Phase);
        Assert.Equal(["example.com/x", "kubernetes"], ns.Spec.Finalizers);
    }

    [Fact]
    public async Task Delete_HeldNamespace_TerminatesAndStays()
    {
        await CreateAsync();

        var first = await _fixture.DeleteAsync(Kinds.Namespaces, Key);
        var second = await _fixture.DeleteAsync(Kinds.Namespaces, Key);

        var ns = first.Object.As<V1Namespace>();
        Assert.False(first.Gone);
        Assert.Equal("Terminating", ns.Status.Phase);
        Assert.NotNull(ns.Metadata.DeletionTimestamp);
        Assert.Null(ns.Metadata.DeletionGracePeriodSeconds);
        Assert.Equal(first.Object.Revision, second.Object.Revision);
    }

    [Fact]
    public async Task Finalize_LastFinalizerOfADeletedNamespace_RemovesIt()
    {
        await CreateAsync();
        var deleted = await _fixture.DeleteAsync(Kinds.Namespaces, Key);

        var last = await _fixture.PutAsync(
            Kinds.Namespaces, new V1Namespace { Metadata = new V1ObjectMeta { Name = "a" } }, "finalize");

        Assert.Equal("Terminating", last.Status.Phase);
        Assert.Equal(deleted.Object.As<V1Namespace>().Metadata.ResourceVersion, last.Metadata.ResourceVersion);
        Assert.Null(await _fixture.FindAsync<V1Namespace>(Kinds.Namespaces, Key));
    }

    [Fact]
    public async Task Update_OfFinalizersOrStatus_IsLeftToTheSubresources()
    {
        await CreateAsync();

        var ns = await _fixture.UpdateAsync<V1Namespace>(Kinds.Namespaces, Key, state =>
        {
            state.Spec.Finalizers = [];
            state.Status.Phase = "Terminating";
        });

        Assert.Equal(["kubernetes"], ns.Spec.Finalizers);
        Assert.Equal("Active", ns.Status.Phase);
    }

    [Fact]
    public async Task StatusUpdate_PhaseThatDoesNotFollowFromTheDeletion_IsInvalid()
    {
        await CreateAsync();

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.UpdateAsync<V1Namespace>(
            Kinds.Namespaces, Key, state => state.Status.Phase = "Terminating", "status"));

        Assert.Equal("status.Phase", Assert.Single(refusal.Status.Details.Causes).Field);
    }

    [Theory]
    [InlineData("a.b", "must not contain dots")]
    [InlineData("A", "a lowercase RFC 1123 label must consist of")]
    public async Task Create_BadName_IsInvalid(string name, string problem)
    {
        var ns = new V1Namespace { Metadata = new V1ObjectMeta { Name = name } };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.Namespaces, ns));

        Assert.Contains(problem, refusal.Message);
    }

    private Task<V1Namespace> CreateAsync(params string[] finalizers) => _fixture.CreateAsync(
        Kinds.Namespaces,
        new V1Namespace
        {
            Metadata = new V1ObjectMeta { Name = "a" },
            Spec = new V1NamespaceSpec { Finalizers = [.. finalizers] },
        });
}
