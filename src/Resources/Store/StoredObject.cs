using System.Globalization;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.Resources.Store;

/// <summary>
/// One committed state of an object: bytes with a key and a revision. Everything else is derived on first use; nothing
/// of it may ever be mutated, because every reader of the silo shares it.
/// </summary>
public sealed class StoredObject(ObjectKey key, long revision, ReadOnlyMemory<byte> json)
{
    private WeakReference<IKubernetesObject<V1ObjectMeta>>? _typed;
    private ObjectHead? _head;

    public ObjectKey Key { get; } = key;

    /// <summary>0 for the result of a dry run, which was never stored.</summary>
    public long Revision { get; } = revision;

    /// <summary>The stored UTF-8 JSON, which carries no resourceVersion.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The part of the metadata that selectors, indexes and owners need, scanned without a full decode.</summary>
    public ObjectHead Head => _head ??= ObjectHead.Scan(Json.Span);

    /// <summary>What clients read.</summary>
    public WireJson WireJson => new(Json, Revision);

    /// <summary>The typed object with its resourceVersion. Shared: copy before changing it.</summary>
    /// <remarks>
    /// Kept only while someone uses it: it is four times the size of the JSON, a hundred objects to the collector, and
    /// mostly looked at right after the write by all who will ever look.
    /// </remarks>
    public T As<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (_typed is { } kept && kept.TryGetTarget(out var typed) && typed is T known)
        {
            return known;
        }

        var decoded = Decode<T>();
        _typed = new WeakReference<IKubernetesObject<V1ObjectMeta>>(decoded);
        return decoded;
    }

    /// <summary>A private copy of the typed object, free to change.</summary>
    public T Decode<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var decoded = ObjectCodec.Read<T>(Json.Span);
        decoded.Metadata.ResourceVersion = Revision == 0 ? null : Revision.ToString(CultureInfo.InvariantCulture);
        return decoded;
    }
}
