using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Admission.Plugins;
using OrleansScheduler.Resources.Patches;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Tests.Registry;
using OrleansScheduler.Resources.Tests.Schema;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Resources.Tests.Golden;

/// <summary>The life of a minimal object of every served kind, compared with what a Kubernetes server did.</summary>
public sealed class RecordedDefaultsTests
{
    private const string Generations = "generation(create,label,annotation,spec)";

    private readonly RegistryFixture _fixture = new(
        store =>
        [
            new ServiceAccount(store, new IdGenerator(new Random(1)), TimeProvider.System),
            new TaintNodesByCondition(),
            new Priority(),
            new DefaultTolerationSeconds(),
        ]);

    public static TheoryData<string> ServedKinds =>
        [.. Kinds.All.Where(kind => kind.Group != "events.k8s.io").Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(ServedKinds))]
    public async Task Create_Minimal_IsDefaultedAsRecorded(string kindName)
    {
        var (kind, recorded) = Recorded(kindName);

        var created = await CreateAsync(kind, recorded);

        var actual = JsonNode.Parse(ObjectCodec.Encode(created, kind.GroupVersionKind));
        var expected = recorded["create"]!["body"]!.DeepClone();
        var uid = expected["metadata"]!["uid"]!.GetValue<string>();
        expected = JsonNode.Parse(expected.ToJsonString().Replace(uid, created.Metadata.Uid, StringComparison.Ordinal))!;
        RemoveToken(expected);
        Assert.Empty(JsonDifference.Between(WithoutTimes(expected), WithoutTimes(actual!)));
    }

    [Theory]
    [MemberData(nameof(ServedKinds))]
    public async Task Update_LabelAnnotationSpec_BumpsTheGenerationAsRecorded(string kindName)
    {
        var (kind, recorded) = Recorded(kindName);
        var created = await CreateAsync(kind, recorded);
        var generations = new List<long?> { created.Metadata.Generation };
        var patches = new[]
        {
            JsonNode.Parse("""{"metadata":{"labels":{"zz":"1"}}}"""),
            JsonNode.Parse("""{"metadata":{"annotations":{"zz":"1"}}}"""),
            recorded["specPatch"]?["patch"],
        };

        foreach (var patch in patches.OfType<JsonObject>())
        {
            generations.Add((await PatchAsync(kind, created.Metadata, patch)).Metadata.Generation);
        }

        Assert.Equal(recorded[Generations]!.AsArray().Select(node => node?.GetValue<long>()), generations);
    }

    [Theory]
    [MemberData(nameof(ServedKinds))]
    public async Task Update_WithoutRevision_SucceedsOrIsRefusedAsRecorded(string kindName)
    {
        var (kind, recorded) = Recorded(kindName);
        Assert.SkipWhen(kindName == "Node", "The recorded node had got its address range from a controller.");
        await CreateAsync(kind, recorded);

        var status = await StatusOfAsync(() => _fixture.PutAsync(kind, Sent(kind, recorded)));

        Assert.Equal(recorded["unconditionalPUT"]!["status"]!.GetValue<int>(), status);
    }

    [Theory]
    [MemberData(nameof(ServedKinds))]
    public async Task Delete_Minimal_LeavesWhatIsRecorded(string kindName)
    {
        var (kind, recorded) = Recorded(kindName);
        var created = await CreateAsync(kind, recorded);

        var outcome = await _fixture.DeleteAsync(kind, KeyOf(created.Metadata));

        Assert.Equal(recorded["getAfterDelete"]!.GetValue<int>() == 404, outcome.Gone);
        var answersObject = recorded["delete"]!["body"]!["kind"]!.GetValue<string>() == kindName;
        Assert.Equal(answersObject, kind.WriteRules.ReturnsDeletedObject || !outcome.Gone);
        Assert.Equal(
            recorded["delete"]!["warnings"]!.AsArray().Count, kind.DeletionWarnings(new V1DeleteOptions()).Count);
    }

    private static (ResourceKind Kind, JsonNode Recorded) Recorded(string kindName)
    {
        if (RepositoryRoot.Golden is not { } golden)
        {
            Assert.Skip("The recorded behaviour of Kubernetes is not on this machine.");
            throw new InvalidOperationException();
        }

        var all = JsonNode.Parse(File.ReadAllBytes(Path.Combine(golden, "defaults", "defaults-1.36.2.json")))!;
        return (Kinds.All.First(kind => kind.Kind == kindName), all[kindName]!);
    }

    private async Task<IKubernetesObject<V1ObjectMeta>> CreateAsync(ResourceKind kind, JsonNode recorded)
    {
        if (kind == Kinds.Pods)
        {
            var account = new V1ServiceAccount
            {
                Metadata = new V1ObjectMeta { Name = "default", NamespaceProperty = "golden" },
                AutomountServiceAccountToken = false,
            };
            await _fixture.CreateAsync(Kinds.ServiceAccounts, account);
        }

        return await _fixture.CreateAsync(kind, Sent(kind, recorded));
    }

    private static IKubernetesObject<V1ObjectMeta> Sent(ResourceKind kind, JsonNode recorded)
    {
        var sent = Encoding.UTF8.GetBytes(recorded["request"]!.ToJsonString());
        var obj = (IKubernetesObject<V1ObjectMeta>)ObjectCodec.Decode(sent, kind.GroupVersionKind).Object;
        obj.Metadata.NamespaceProperty = kind.IsNamespaced ? "golden" : null;
        return obj;
    }

    private async Task<IKubernetesObject<V1ObjectMeta>> PatchAsync(ResourceKind kind, V1ObjectMeta meta, JsonObject patch)
    {
        var state = (await _fixture.FindAsync(kind, KeyOf(meta)))!;
        var json = JsonNode.Parse(ObjectCodec.Encode(state, kind.GroupVersionKind))!.AsObject();
        var patched = StrategicMergePatch.Apply(json, patch, WireTypes.Find(kind.GroupVersionKind)!);
        var obj = ObjectCodec.Decode(JsonSerializer.SerializeToUtf8Bytes(patched), kind.GroupVersionKind).Object;
        ((IKubernetesObject<V1ObjectMeta>)obj).Metadata.ResourceVersion = state.Metadata.ResourceVersion;
        return await _fixture.PutAsync(kind, (IKubernetesObject<V1ObjectMeta>)obj);
    }

    private static async Task<int> StatusOfAsync(Func<Task> write)
    {
        try
        {
            await write();
            return 200;
        }
        catch (StatusException refusal)
        {
            return refusal.Status.Code ?? 0;
        }
    }

    private static ObjectKey KeyOf(V1ObjectMeta meta) => new(meta.NamespaceProperty ?? "", meta.Name);

    // The recorded server's token volume is its distribution's; ours has tests of its own.
    private static void RemoveToken(JsonNode obj)
    {
        foreach (var part in new[] { obj["spec"], obj["spec"]?["containers"]?[0] }.OfType<JsonObject>())
        {
            foreach (var field in (string[])["volumes", "volumeMounts"])
            {
                var kept = (part[field] as JsonArray ?? []).OfType<JsonObject>().Where(entry => !IsToken(entry)).ToList();
                part.Remove(field);
                if (kept.Count > 0)
                {
                    part[field] = new JsonArray([.. kept.Select(entry => entry.DeepClone())]);
                }
            }
        }
    }

    private static bool IsToken(JsonObject entry) =>
        entry["name"]!.GetValue<string>().StartsWith("kube-api-access-", StringComparison.Ordinal);

    private static JsonNode WithoutTimes(JsonNode obj)
    {
        var meta = obj["metadata"]!.AsObject();
        meta.Remove("resourceVersion");
        meta.Remove("creationTimestamp");
        meta.Remove("managedFields");
        return obj;
    }
}
