using System.Text.Json;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>
/// Applies a document to an object on behalf of a field manager (Kubernetes' server-side apply). The result carries
/// its managedFields; it is to be stored with <see cref="WriteOptions.IsApply"/>.
/// </summary>
public sealed class ServerSideApply(ResourceKind kind, string subresource, TimeProvider time)
{
    private const string BeforeFirstApply = "before-first-apply";

    private readonly FieldSet _reset = kind.ResetFields(subresource);

    /// <param name="document">What the manager wants; fields it leaves out it does not want any more.</param>
    /// <param name="current">A private copy of the object, null where there is none yet.</param>
    /// <param name="manager">The name of the manager.</param>
    /// <param name="force">Takes fields over that others own.</param>
    /// <exception cref="StatusException">The document is not of the kind, or others own what it would change.</exception>
    public IKubernetesObject<V1ObjectMeta> Apply(
        JsonElement document, IKubernetesObject<V1ObjectMeta>? current, string manager, bool force)
    {
        Check(document);
        var revision = current?.Metadata.ResourceVersion;
        var entries = current?.Metadata.ManagedFields;
        var live = current is null ? ObjectJson.Empty(kind) : ObjectJson.Of(kind, current);
        var owners = Owners.Read(entries)
            ?? throw StatusErrors.Unclassified("failed to decode managed fields: an entry is malformed");
        if (owners.Count == 0)
        {
            owners = UpdateOwnership.After(
                owners, new StatePair(kind, _reset, ObjectJson.Empty(kind), live), Owner(BeforeFirstApply, isApplier: false));
        }

        var applied = Apply(document, live, owners, manager, force);
        return ToObject(applied, document, manager, revision);
    }

    private AppliedState Apply(
        JsonElement document, JsonElement live, IReadOnlyList<Owner> owners, string manager, bool force)
    {
        var applied = Application.Apply(kind, _reset, live, document, owners, Owner(manager, isApplier: true));
        if (force || applied.Conflicts.Count == 0)
        {
            return applied;
        }

        var allowed = manager == LastApplied.Manager
            ? LastApplied.OwnFields(live, ObjectJson.SchemaOf(kind))
            : FieldSet.Empty;
        var conflicts = applied.Conflicts
            .Where(conflict => FieldSet.OfPath([.. conflict.Path]).Intersection(allowed).IsEmpty)
            .ToArray();
        return conflicts.Length == 0 ? applied : throw ConflictRefusal.Of(conflicts);
    }

    private IKubernetesObject<V1ObjectMeta> ToObject(
        AppliedState applied, JsonElement document, string manager, string? revision)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(applied.Object);
        var obj = (IKubernetesObject<V1ObjectMeta>)ObjectCodec.Decode(json, kind.GroupVersionKind).Object;
        obj.Metadata ??= new V1ObjectMeta();
        obj.Metadata.ManagedFields = Owners.Write(applied.Owners);
        if (string.IsNullOrEmpty(obj.Metadata.ResourceVersion))
        {
            obj.Metadata.ResourceVersion = revision;
        }

        if (manager == LastApplied.Manager && LastApplied.Read(applied.Object) is not null)
        {
            obj.Metadata.Annotations[LastApplied.Annotation] = LastApplied.Of(document);
        }

        return obj;
    }

    private void Check(JsonElement document)
    {
        var type = Text(JsonParts.Member(document, "kind"));
        var (group, version) = GroupAndVersion(Text(JsonParts.Member(document, "apiVersion")));
        var named = new GroupVersionKind(group, version, type);
        if (named != kind.GroupVersionKind)
        {
            throw StatusErrors.BadRequest($"invalid object type: {Display(named)}");
        }

        var metadata = JsonParts.Member(document, "metadata");
        if (JsonParts.Member(metadata, "managedFields") is { ValueKind: not JsonValueKind.Null })
        {
            throw StatusErrors.BadRequest("metadata.managedFields must be nil");
        }

        var problems = AppliedValidation.Problems(document, ObjectJson.SchemaOf(kind));
        if (problems.Count > 0)
        {
            var name = $"{Text(JsonParts.Member(metadata, "namespace"))}/{Text(JsonParts.Member(metadata, "name"))}";
            throw StatusErrors.Unclassified(
                $"failed to create typed patch object ({name}; {Display(named)}): {AppliedValidation.Summary(problems)}");
        }
    }

    private Owner Owner(string manager, bool isApplier) => ManagedFields.Owner.Of(kind, subresource, manager, isApplier) with
    {
        Time = ServerMetadata.ToSeconds(time.GetUtcNow().UtcDateTime),
    };

    private static (string Group, string Version) GroupAndVersion(string apiVersion) =>
        apiVersion.Split('/', 2) is [var group, var version] ? (group, version) : ("", apiVersion);

    private static string Display(GroupVersionKind type) => $"{type.Group}/{type.Version}, Kind={type.Kind}";

    private static string Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";
}
