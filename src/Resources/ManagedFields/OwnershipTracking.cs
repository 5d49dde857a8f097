using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Keeps metadata.managedFields while objects are created and updated.</summary>
internal sealed class OwnershipTracking(TimeProvider time)
{
    /// <summary>Makes the creator the owner of all the object says.</summary>
    public void TrackCreate(ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, WriteOptions options)
    {
        var sent = obj.Metadata.ManagedFields;
        var writer = Writer(kind, "", options);
        obj.Metadata.ManagedFields = null;
        if (!Owners.IsReset(sent) && Owners.Read(sent) is { Count: > 0 } owners)
        {
            var states = new StatePair(kind, kind.ResetFields(""), ObjectJson.Empty(kind), ObjectJson.Of(kind, obj));
            obj.Metadata.ManagedFields = Owners.Write(UpdateOwnership.After(owners, states, writer));
        }
        else if (CreatedFields.Of(kind.GroupVersionKind, obj, kind.UnownedAtCreation) is { } fields)
        {
            obj.Metadata.ManagedFields = [writer.ToEntry(fields)];
        }
    }

    /// <summary>Makes the writer the owner of what it changes.</summary>
    public void TrackUpdate(
        ResourceKind kind,
        string subresource,
        IKubernetesObject<V1ObjectMeta> obj,
        StoredObject stored,
        WriteOptions options)
    {
        var entries = EntriesBefore(obj.Metadata.ManagedFields, kind.Typed(stored).Metadata.ManagedFields, subresource);
        var current = ObjectJson.Of(kind, obj);
        if (Owners.Read(entries) is not { Count: > 0 } owners)
        {
            return;
        }

        var old = ObjectJson.Parse(kind.WireJson(stored).ToMemory().Span);
        var states = new StatePair(kind, kind.ResetFields(subresource), old, current);
        obj.Metadata.ManagedFields = Owners.Write(UpdateOwnership.After(owners, states, Writer(kind, subresource, options)));
    }

    /// <summary>The stored form of an updated object. Nothing is new about it when only times of managedFields are.</summary>
    public static byte[] Encode(ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, StoredObject stored)
    {
        var json = kind.Encode(obj);
        var before = kind.Typed(stored).Metadata.ManagedFields;
        var after = obj.Metadata.ManagedFields;

        // Times all have the same length, so this settles most cases.
        if (json.Length != stored.Json.Length || !Owners.AreEqualButForTimes(before, after))
        {
            return json;
        }

        obj.Metadata.ManagedFields = before;
        var unchanged = kind.Encode(obj);
        obj.Metadata.ManagedFields = after;
        return unchanged.AsSpan().SequenceEqual(stored.Json.Span) ? unchanged : json;
    }

    // A client may rewrite the list, but one that leaves it out does not mean it, and subresources do not carry it.
    private static IList<V1ManagedFieldsEntry>? EntriesBefore(
        IList<V1ManagedFieldsEntry>? sent, IList<V1ManagedFieldsEntry>? live, string subresource)
    {
        if (subresource.Length > 0)
        {
            return live;
        }

        return Owners.IsReset(sent) || Owners.Read(sent) is { Count: > 0 } ? sent : live;
    }

    private Owner Writer(ResourceKind kind, string subresource, WriteOptions options) =>
        Owner.Of(kind, subresource, options.FieldManager, isApplier: false) with
        {
            Time = ServerMetadata.ToSeconds(time.GetUtcNow().UtcDateTime),
        };
}
