using System.Runtime.InteropServices;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>An object before and after a write, comparable in every version it is served in.</summary>
internal sealed class StatePair(ResourceKind kind, FieldSet reset, JsonElement old, JsonElement current)
{
    /// <summary>The changes in the version of the write.</summary>
    public Changes Changes { get; } = Compare(kind, reset, old, current);

    /// <summary>The changes in another version, null where the kind is not served in it.</summary>
    public Changes? ChangesIn(string apiVersion)
    {
        if (apiVersion == kind.GroupVersionKind.ApiVersion)
        {
            return Changes;
        }

        var other = Kinds.All.FirstOrDefault(served =>
            served.ResourceType == kind.ResourceType && served.GroupVersionKind.ApiVersion == apiVersion);
        return other is null ? null : Compare(other, reset, Convert(old, other), Convert(current, other));
    }

    private static Changes Compare(ResourceKind kind, FieldSet reset, JsonElement old, JsonElement current) =>
        ChangeDetection.Between(old, current, ObjectJson.SchemaOf(kind)).Without(reset);

    // Two versions of a kind meet in the form that is stored.
    private JsonElement Convert(JsonElement state, ResourceKind other)
    {
        var decoded = ObjectCodec.Decode(JsonMarshal.GetRawUtf8Value(state), kind.GroupVersionKind).Object;
        var stored = kind.Encode((IKubernetesObject<V1ObjectMeta>)decoded);
        return ObjectJson.Parse(other.WireJson(new StoredObject(new ObjectKey("", ""), revision: 0, stored)).ToMemory().Span);
    }
}
