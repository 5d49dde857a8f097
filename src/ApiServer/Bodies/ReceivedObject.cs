using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>A decoded body. A write that is tried again gets its object anew, since the first try has changed it.</summary>
internal sealed class ReceivedObject(byte[] json, GroupVersionKind type, IKubernetesObject decoded)
{
    private IKubernetesObject? _untouched = decoded;

    /// <summary>The incarnation the body names; null where it names none.</summary>
    public string? Uid { get; } =
        (decoded as IKubernetesObject<V1ObjectMeta>)?.Metadata?.Uid is { Length: > 0 } uid ? uid : null;

    public IKubernetesObject<V1ObjectMeta> Take()
    {
        var taken = _untouched ?? ObjectCodec.Decode(json, type).Object;
        _untouched = null;
        return (IKubernetesObject<V1ObjectMeta>)taken;
    }
}
