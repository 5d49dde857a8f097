using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Store;

/// <summary>
/// One committed state of an object: bytes with a key and a revision. Everything else is derived on first use and
/// cached; nothing of it may ever be mutated, because every reader of the silo shares it.
/// </summary>
public sealed class StoredObject(ObjectKey key, long revision, ReadOnlyMemory<byte> json)
{
    private IKubernetesObject<V1ObjectMeta>? _typed;
    private ObjectHead? _head;
    private byte[]? _wireJson;

    public ObjectKey Key { get; } = key;

    /// <summary>0 for the result of a dry run, which was never stored.</summary>
    public long Revision { get; } = revision;

    /// <summary>The stored UTF-8 JSON, which carries no resourceVersion.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The part of the metadata that selectors, indexes and owners need, scanned without a full decode.</summary>
    public ObjectHead Head => _head ??= ObjectHead.Scan(Json.Span);

    /// <summary>
    /// The JSON with resourceVersion spliced in: encoded once per silo however many watch it. An object that was
    /// never stored (revision 0, a dry run) has none.
    /// </summary>
    public ReadOnlyMemory<byte> WireJson => Revision == 0
        ? Json
        : _wireJson ??= ResourceVersionSplice.Insert(Json.Span, Revision);

    /// <summary>The typed object with its resourceVersion. Shared: copy before changing it.</summary>
    public T As<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (_typed is T typed)
        {
            return typed;
        }

        var decoded = ObjectCodec.Read<T>(WireJson.Span);
        _typed = decoded;
        return decoded;
    }
}
