using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.Registry;

public sealed class DeletionTests
{
    private static readonly ObjectKey Key = new("ns", "a");

    private readonly RegistryFixture _fixture = new();

    [Fact]
    public async Task DeleteAsync_RunningPod_WaitsForItsNodeForTheGracePeriod()
    {
        await CreatePodAsync("n1");

        var outcome = await _fixture.DeleteAsync(Kinds.Pods, Key);

        var pod = outcome.Object.As<V1Pod>();
        Assert.False(outcome.Gone);
        Assert.Equal(30, pod.Metadata.DeletionGracePeriodSeconds);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 35, DateTimeKind.Utc), pod.Metadata.DeletionTimestamp);
        Assert.Equal(2, pod.Metadata.Generation);
    }

    [Fact]
    public async Task DeleteAsync_PodWithoutNode_IsGoneAtOnce()
    {
        await CreatePodAsync(nodeName: null);

        var outcome = await _fixture.DeleteAsync(Kinds.Pods, Key);

        Assert.True(outcome.Gone);
        Assert.Null(await _fixture.FindAsync(Kinds.Pods, Key));
    }

    [Fact]
    public async Task DeleteAsync_SecondTime_MayOnlyShortenTheGracePeriod()
    {
        await CreatePodAsync("n1");
        var first = await _fixture.DeleteAsync(Kinds.Pods, Key, new V1DeleteOptions { GracePeriodSeconds = 20 });

        var longer = await _fixture.DeleteAsync(Kinds.Pods, Key, new V1DeleteOptions { GracePeriodSeconds = 60 });
        var shorter = await _fixture.DeleteAsync(Kinds.Pods, Key, new V1DeleteOptions { GracePeriodSeconds = 5 });

        Assert.Equal(first.Object.Revision, longer.Object.Revision);
        Assert.Equal(5, shorter.Object.As<V1Pod>().Metadata.DeletionGracePeriodSeconds);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 10, DateTimeKind.Utc), shorter.Object.As<V1Pod>().Metadata.DeletionTimestamp);
    }

    [Fact]
    public async Task DeleteAsync_GraceOfZero_RemovesTheMarkedPod()
    {
        await CreatePodAsync("n1");
        await _fixture.DeleteAsync(Kinds.Pods, Key);

        var outcome = await _fixture.DeleteAsync(Kinds.Pods, Key, new V1DeleteOptions { GracePeriodSeconds = 0 });

        Assert.True(outcome.Gone);
        Assert.Equal(0, outcome.Object.As<V1Pod>().Metadata.DeletionGracePeriodSeconds);
        Assert.Null(await _fixture.FindAsync(Kinds.Pods, Key));
    }

    [Fact]
    public async Task DeleteAsync_GraceOfZeroWithFinalizer_StaysUntilTheFinalizerGoes()
    {
        await CreatePodAsync("n1", "example.com/hold");

        var outcome = await _fixture.DeleteAsync(Kinds.Pods, Key, new V1DeleteOptions { GracePeriodSeconds = 0 });
        await _fixture.UpdateAsync<V1Pod>(Kinds.Pods, Key, pod => pod.Metadata.Finalizers = null);

        Assert.False(outcome.Gone);
        Assert.Null(await _fixture.FindAsync(Kinds.Pods, Key));
    }

    [Theory]
    [InlineData("Orphan", "orphan")]
    [InlineData("Foreground", "foregroundDeletion")]
    public async Task DeleteAsync_PropagationThatWaits_LeavesAFinalizer(string policy, string finalizer)
    {
        await CreateMapAsync();

        var outcome = await _fixture.DeleteAsync(Kinds.ConfigMaps, Key, new V1DeleteOptions { PropagationPolicy = policy });

        Assert.False(outcome.Gone);
        Assert.Equal([finalizer], outcome.Object.As<V1ConfigMap>().Metadata.Finalizers);
    }

    [Fact]
    public async Task DeleteAsync_BackgroundAfterForeground_LetsItGo()
    {
        await CreateMapAsync();
        await _fixture.DeleteAsync(Kinds.ConfigMaps, Key, new V1DeleteOptions { PropagationPolicy = "Foreground" });

        var outcome = await _fixture.DeleteAsync(Kinds.ConfigMaps, Key, new V1DeleteOptions { PropagationPolicy = "Background" });

        Assert.True(outcome.Gone);
    }

    [Fact]
    public async Task DeleteAsync_BothWaysToSayWhatBecomesOfDependents_IsInvalid()
    {
        var options = new V1DeleteOptions { PropagationPolicy = "Orphan", OrphanDependents = true };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.DeleteAsync(Kinds.ConfigMaps, Key, options));

        Assert.Equal((422, "DeleteOptions"), (refusal.Status.Code, refusal.Status.Details.Kind));
    }

    [Fact]
    public async Task DeleteAsync_OtherUid_IsAConflictThatNamesTheKind()
    {
        var map = await CreateMapAsync();
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "other" } };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.DeleteAsync(Kinds.ConfigMaps, Key, options));

        Assert.Equal(
            "Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (other) does not match the UID in "
                + $"record ({map.Metadata.Uid}). The object might have been deleted and then recreated",
            refusal.Message);
    }

    [Fact]
    public async Task DeleteAsync_OtherRevision_IsAConflict()
    {
        await CreateMapAsync();
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { ResourceVersion = "1" } };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.DeleteAsync(Kinds.ConfigMaps, Key, options));

        Assert.Equal(409, refusal.Status.Code);
        Assert.NotNull(await _fixture.FindAsync(Kinds.ConfigMaps, Key));
    }

    [Fact]
    public async Task DeleteAsync_NamespaceOfOtherUid_IsRefusedInTheWordsOfStorage()
    {
        var key = new ObjectKey("", "a");
        var ns = await _fixture.CreateAsync(
            Kinds.Namespaces, new V1Namespace { Metadata = new V1ObjectMeta { Name = "a" } });
        var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = "other" } };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.DeleteAsync(Kinds.Namespaces, key, options));

        Assert.Equal(
            "Operation cannot be fulfilled on namespaces \"a\": Precondition failed: UID in precondition: other, "
                + $"UID in object meta: {ns.Metadata.Uid}",
            refusal.Message);
    }

    [Fact]
    public async Task DeleteAsync_DryRun_LeavesTheObject()
    {
        var map = await CreateMapAsync();

        var outcome = await _fixture.DeleteAsync(Kinds.ConfigMaps, Key, dryRun: true);

        Assert.True(outcome.Gone);
        Assert.Equal(map.Metadata.ResourceVersion, (await _fixture.FindAsync(Kinds.ConfigMaps, Key))!.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task DeleteAsync_MissingObject_IsNotFound()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.DeleteAsync(Kinds.ConfigMaps, Key));

        Assert.Equal("configmaps \"a\" not found", refusal.Message);
    }

    private Task<V1ConfigMap> CreateMapAsync() => _fixture.CreateAsync(
        Kinds.ConfigMaps, new V1ConfigMap { Metadata = new V1ObjectMeta { Name = Key.Name, NamespaceProperty = Key.Namespace } });

    private Task<V1Pod> CreatePodAsync(string? nodeName, params string[] finalizers)
    {
        var pod = SamplePod.Named(Key);
        pod.Spec.NodeName = nodeName;
        pod.Metadata.Finalizers = finalizers;
        return _fixture.CreateAsync(Kinds.Pods, pod);
    }
}
