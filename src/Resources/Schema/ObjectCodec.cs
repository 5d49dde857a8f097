using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Schema;

/// <summary>Wire JSON to typed objects and back, with the semantics of Kubernetes' own (Go) codec.</summary>
public static class ObjectCodec
{
    /// <summary>Decodes what a client sent as an object of the wire type <paramref name="type"/>.</summary>
    /// <exception cref="Status.StatusException">BadRequest: malformed JSON, a wrong type, a bad quantity or time.</exception>
    public static DecodedObject Decode(ReadOnlySpan<byte> json, GroupVersionKind type) =>
        new((IKubernetesObject)Read(json, ModelTypes.Find(type)), []);

    /// <summary>As the other overload, for JSON that was already parsed (a patch result, a transcoded protobuf).</summary>
    public static DecodedObject Decode(JsonNode json, GroupVersionKind type) =>
        Decode(Encoding.UTF8.GetBytes(json.ToJsonString()), type);

    /// <summary>Decodes JSON that this codec wrote: stored or wire form, trusted to be valid.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json)
        where T : class, IKubernetesObject => (T)Read(json, typeof(T));

    /// <summary>
    /// The stored form: UTF-8 JSON as Kubernetes writes it, without resourceVersion; deterministic. Sets no
    /// apiVersion or kind: those are written from <paramref name="type"/>.
    /// </summary>
    public static byte[] Encode(IKubernetesObject obj, GroupVersionKind type)
    {
        obj.ApiVersion = type.ApiVersion;
        obj.Kind = type.Kind;
        if (obj is IMetadata<V1ObjectMeta> { Metadata: { } metadata })
        {
            metadata.ResourceVersion = null;
        }

        return Encoding.UTF8.GetBytes(KubernetesJson.Serialize(obj));
    }

    private static object Read(ReadOnlySpan<byte> json, Type objectType) =>
        Deserialize.MakeGenericMethod(objectType).Invoke(null, [Encoding.UTF8.GetString(json), null])!;

    private static readonly System.Reflection.MethodInfo Deserialize = typeof(KubernetesJson).GetMethods()
        .Single(method => method.Name == nameof(Deserialize) && method.GetParameters()[0].ParameterType == typeof(string)
            && method.IsGenericMethod);
}
