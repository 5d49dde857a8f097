using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.Registry;

public sealed class CreationTests
{
    private readonly RegistryFixture _fixture = new();

    [Fact]
    public async Task CreateAsync_NewObject_GivesItUidTimeAndRevision()
    {
        var created = await _fixture.CreateAsync(Kinds.ConfigMaps, Map("a"));

        Assert.True(Guid.TryParse(created.Metadata.Uid, out _));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), created.Metadata.CreationTimestamp);
        Assert.NotEmpty(created.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task CreateAsync_ServerFieldsSent_AreForgotten()
    {
        var map = Map("a");
        map.Metadata.Uid = "mine";
        map.Metadata.Generation = 7;
        map.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        map.Metadata.DeletionGracePeriodSeconds = 3;

        var meta = (await _fixture.CreateAsync(Kinds.ConfigMaps, map)).Metadata;

        Assert.NotEqual("mine", meta.Uid);
        Assert.Null(meta.Generation);
        Assert.Null(meta.DeletionTimestamp);
        Assert.Null(meta.DeletionGracePeriodSeconds);
    }

    [Fact]
    public async Task CreateAsync_ExistingName_IsRefused()
    {
        await _fixture.CreateAsync(Kinds.ConfigMaps, Map("a"));

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _fixture.CreateAsync(Kinds.ConfigMaps, Map("a")));

        Assert.Equal("configmaps \"a\" already exists", refusal.Message);
        Assert.Equal(("configmaps", "a", 409), (refusal.Status.Details.Kind, refusal.Status.Details.Name, refusal.Status.Code));
    }

    [Fact]
    public async Task CreateAsync_ExistingNameBeingDeleted_SaysSo()
    {
        var held = Map("a");
        held.Metadata.Finalizers = ["example.com/hold"];
        await _fixture.CreateAsync(Kinds.ConfigMaps, held);
        await _fixture.DeleteAsync(Kinds.ConfigMaps, new ObjectKey("ns", "a"));

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _fixture.CreateAsync(Kinds.ConfigMaps, Map("a")));

        Assert.Equal("object is being deleted: configmaps \"a\" already exists", refusal.Message);
    }

    [Fact]
    public async Task CreateAsync_GenerateName_CompletesIt()
    {
        var map = new V1ConfigMap { Metadata = new V1ObjectMeta { GenerateName = "gen-", NamespaceProperty = "ns" } };

        var created = await _fixture.CreateAsync(Kinds.ConfigMaps, map);

        Assert.Matches("^gen-[bcdfghjklmnpqrstvwxz2456789]{5}$", created.Metadata.Name);
        Assert.Equal("gen-", created.Metadata.GenerateName);
    }

    [Fact]
    public async Task CreateAsync_LongGenerateName_CutsTheBase()
    {
        var prefix = new string('a', 80);
        var map = new V1ConfigMap { Metadata = new V1ObjectMeta { GenerateName = prefix, NamespaceProperty = "ns" } };

        var created = await _fixture.CreateAsync(Kinds.ConfigMaps, map);

        Assert.Equal(63, created.Metadata.Name.Length);
    }

    [Fact]
    public async Task CreateAsync_DryRun_StoresNothingAndHasNoRevision()
    {
        var created = await _fixture.CreateAsync(Kinds.ConfigMaps, Map("a"), dryRun: true);

        Assert.NotEmpty(created.Metadata.Uid);
        Assert.Null(created.Metadata.ResourceVersion);
        Assert.Null(await _fixture.FindAsync<V1ConfigMap>(Kinds.ConfigMaps, new ObjectKey("ns", "a")));
    }

    [Fact]
    public async Task CreateAsync_ResourceVersionSent_IsAnError()
    {
        var map = Map("a");
        map.Metadata.ResourceVersion = "5";

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.ConfigMaps, map));

        Assert.Equal(500, refusal.Status.Code);
        Assert.Null(refusal.Status.Reason);
    }

    [Fact]
    public async Task CreateAsync_InvalidObject_TellsEveryProblem()
    {
        var map = Map("Bad_Name");
        map.Data = new Dictionary<string, string> { ["bad key"] = "" };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.ConfigMaps, map));

        Assert.Equal(["metadata.name", "data[bad key]"], refusal.Status.Details.Causes.Select(cause => cause.Field));
        Assert.StartsWith("ConfigMap \"Bad_Name\" is invalid: [metadata.name: Invalid value:", refusal.Message);
    }

    private static V1ConfigMap Map(string name) =>
        new() { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns" } };
}
