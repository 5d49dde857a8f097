using k8s.Models;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.Registry;

public sealed class UpdatingTests
{
    private static readonly ObjectKey Key = new("ns", "a");

    private readonly RegistryFixture _fixture = new();

    [Fact]
    public async Task UpdateAsync_Change_KeepsIdentityAndMovesTheRevision()
    {
        var created = await CreateAsync();

        var updated = await _fixture.PutAsync(Kinds.ConfigMaps, Map("2"));

        Assert.Equal(created.Metadata.Uid, updated.Metadata.Uid);
        Assert.Equal(created.Metadata.CreationTimestamp, updated.Metadata.CreationTimestamp);
        Assert.NotEqual(created.Metadata.ResourceVersion, updated.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task UpdateAsync_SameContent_KeepsTheRevision()
    {
        var created = await CreateAsync();

        var updated = await _fixture.PutAsync(Kinds.ConfigMaps, Map("1"));

        Assert.Equal(created.Metadata.ResourceVersion, updated.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task UpdateAsync_StaleRevision_IsAConflict()
    {
        var created = await CreateAsync();
        await _fixture.PutAsync(Kinds.ConfigMaps, Map("2"));
        var stale = Map("3");
        stale.Metadata.ResourceVersion = created.Metadata.ResourceVersion;

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.PutAsync(Kinds.ConfigMaps, stale));

        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; "
                + "please apply your changes to the latest version and try again",
            refusal.Message);
    }

    [Fact]
    public async Task UpdateAsync_OtherUid_IsAConflict()
    {
        var created = await CreateAsync();
        var other = Map("2");
        other.Metadata.Uid = "11111111-2222-3333-4444-555555555555";

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.PutAsync(Kinds.ConfigMaps, other));

        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": StorageError: invalid object, Code: 4, "
                + "Key: /registry/configmaps/ns/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: "
                + $"UID in precondition: {other.Metadata.Uid}, UID in object meta: {created.Metadata.Uid}",
            refusal.Message);
    }

    [Fact]
    public async Task UpdateAsync_ChangeOfTheUid_IsInvalid()
    {
        await CreateAsync();

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, map => map.Metadata.Uid = "other"));

        Assert.Equal(
            "ConfigMap \"a\" is invalid: metadata.uid: Invalid value: \"other\": field is immutable", refusal.Message);
    }

    [Fact]
    public async Task UpdateAsync_RevisionThatIsNoNumber_IsAnError()
    {
        await CreateAsync();
        var map = Map("2");
        map.Metadata.ResourceVersion = "abc";

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.PutAsync(Kinds.ConfigMaps, map));

        Assert.Equal("strconv.ParseUint: parsing \"abc\": invalid syntax", refusal.Message);
    }

    [Fact]
    public async Task UpdateAsync_MissingObject_IsNotFound()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.PutAsync(Kinds.ConfigMaps, Map("1")));

        Assert.Equal(StatusReasons.NotFound, refusal.Reason);
    }

    [Fact]
    public async Task UpdateAsync_DryRun_ShowsTheChangeUnderTheOldRevision()
    {
        var created = await CreateAsync();

        var pretended = await _fixture.UpdateAsync<V1ConfigMap>(
            Kinds.ConfigMaps, Key, map => map.Data["a"] = "2", dryRun: true);

        Assert.Equal("2", pretended.Data["a"]);
        Assert.Equal(created.Metadata.ResourceVersion, pretended.Metadata.ResourceVersion);
        Assert.Equal("1", (await _fixture.FindAsync<V1ConfigMap>(Kinds.ConfigMaps, Key))!.Data["a"]);
    }

    [Fact]
    public async Task UpdateAsync_LastFinalizerOfADeletedObject_RemovesIt()
    {
        var held = Map("1");
        held.Metadata.Finalizers = ["example.com/hold"];
        await _fixture.CreateAsync(Kinds.ConfigMaps, held);
        var pending = await _fixture.DeleteAsync(Kinds.ConfigMaps, Key);

        var last = await _fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, map => map.Metadata.Finalizers = null);

        Assert.False(pending.Gone);
        Assert.Equal(pending.Object.As<V1ConfigMap>().Metadata.ResourceVersion, last.Metadata.ResourceVersion);
        Assert.Null(await _fixture.FindAsync<V1ConfigMap>(Kinds.ConfigMaps, Key));
    }

    [Fact]
    public async Task UpdateAsync_NewFinalizerWhileDeleting_IsForbidden()
    {
        var held = Map("1");
        held.Metadata.Finalizers = ["example.com/hold"];
        await _fixture.CreateAsync(Kinds.ConfigMaps, held);
        await _fixture.DeleteAsync(Kinds.ConfigMaps, Key);

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.UpdateAsync<V1ConfigMap>(
            Kinds.ConfigMaps, Key, map => map.Metadata.Finalizers = ["example.com/hold", "example.com/more"]));

        Assert.Contains("found new finalizers []string{\"example.com/more\"}", refusal.Message);
    }

    [Fact]
    public async Task UpdateAsync_ImmutableData_CannotChangeWhileLabelsCan()
    {
        var map = Map("1");
        map.Immutable = true;
        await _fixture.CreateAsync(Kinds.ConfigMaps, map);

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _fixture.UpdateAsync<V1ConfigMap>(Kinds.ConfigMaps, Key, state => state.Data["a"] = "2"));
        var labelled = await _fixture.UpdateAsync<V1ConfigMap>(
            Kinds.ConfigMaps, Key, state => state.Metadata.Labels = new Dictionary<string, string> { ["ok"] = "yes" });

        Assert.Equal(
            "ConfigMap \"a\" is invalid: data: Forbidden: field is immutable when `immutable` is set", refusal.Message);
        Assert.Equal("yes", labelled.Metadata.Labels["ok"]);
    }

    private Task<V1ConfigMap> CreateAsync() => _fixture.CreateAsync(Kinds.ConfigMaps, Map("1"));

    private static V1ConfigMap Map(string value) => new()
    {
        Metadata = new V1ObjectMeta { Name = Key.Name, NamespaceProperty = Key.Namespace },
        Data = new Dictionary<string, string> { ["a"] = value },
    };
}
