using System.Text;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Tests.Schema;

namespace OrleansScheduler.Resources.Tests.ManagedFields;

public class CreatedFieldsTests
{
    [Fact]
    public void Of_RecordedObjects_SaysWhatComparingWithAnEmptyObjectSays()
    {
        var compared = 0;
        foreach (var recorded in RecordedObjects.All())
        {
            var (version, name) = (recorded["apiVersion"]!.GetValue<string>(), recorded["kind"]!.GetValue<string>());
            if (Kinds.All.FirstOrDefault(k => k.Kind == name && k.GroupVersionKind.ApiVersion == version) is { } kind)
            {
                AssertSame(kind, Encoding.UTF8.GetBytes(RecordedObjects.Concrete(recorded)));
                compared++;
            }
        }

        Assert.True(compared > 100, $"{compared} objects");
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"b":"1","a":"","a.b/c":"\"é"},"finalizers":["z","a","a"]},"spec":{"containers":[]}}""")]
    [InlineData("""{"metadata":{"labels":{}},"spec":{"containers":[{"name":"b"},{"name":"a","ports":[{"containerPort":1},{"containerPort":1}]},{"name":"a"}]}}""")]
    [InlineData("""{"spec":{"containers":[{"name":"a","resources":{"limits":{}},"ports":[{"containerPort":1,"protocol":"UDP"},{"containerPort":1}]}],"nodeSelector":{},"securityContext":{}}}""")]
    [InlineData("""{"spec":{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"k","whenUnsatisfiable":"x"}],"volumes":[{"name":"v","emptyDir":{}},{"name":"w"}],"hostAliases":[{}]},"status":{"phase":"Running"}}""")]
    [InlineData("{}")]
    public void Of_OddPods_SaysWhatComparingWithAnEmptyObjectSays(string json) =>
        AssertSame(Kinds.Pods, Encoding.UTF8.GetBytes(json));

    private static void AssertSame(ResourceKind kind, ReadOnlySpan<byte> json)
    {
        var obj = (IKubernetesObject<V1ObjectMeta>)ObjectCodec.Decode(json, kind.GroupVersionKind).Object;
        obj.Metadata ??= new V1ObjectMeta();
        obj.Metadata.ManagedFields = null;
        var states = new StatePair(kind, kind.ResetFields(""), ObjectJson.Empty(kind), ObjectJson.Of(kind, obj));
        var expected = states.Changes.Written.Difference(ServerFields.All);

        var written = CreatedFields.Of(kind.GroupVersionKind, obj, kind.UnownedAtCreation);

        Assert.Equal(expected.IsEmpty ? null : FieldSetJson.Write(expected).GetRawText(), written is null ? null : Encoding.UTF8.GetString(written.Utf8));
    }
}
