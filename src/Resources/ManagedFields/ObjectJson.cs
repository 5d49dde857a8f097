using System.Collections.Concurrent;
using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Objects as the JSON that ownership is decided on: without their managedFields.</summary>
internal static class ObjectJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };
    private static readonly ConcurrentDictionary<ResourceKind, JsonElement> Empties = new();

    public static TypeSchema SchemaOf(ResourceKind kind) => WireTypes.Find(kind.GroupVersionKind)
        ?? throw new InvalidOperationException($"{kind.GroupVersionKind} is not a wire type.");

    /// <summary>What a new object is compared with: no field set, and none but the inevitable ones written.</summary>
    public static JsonElement Empty(ResourceKind kind) => Empties.GetOrAdd(kind, static kind =>
        Of(kind, (IKubernetesObject<V1ObjectMeta>)ObjectCodec.Decode("{}"u8, kind.GroupVersionKind).Object));

    /// <summary>The object's JSON; its managedFields are taken out of it.</summary>
    public static JsonElement Of(ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj)
    {
        if (obj.Metadata is { } metadata)
        {
            metadata.ManagedFields = null;
        }

        return Parse(ObjectCodec.Encode(obj, kind.GroupVersionKind));
    }

    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        return JsonElement.ParseValue(ref reader);
    }
}
