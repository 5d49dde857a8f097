using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Admission;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Creates objects: (1) name, (2) default, (3) the server's metadata and the creator's fields, (4) admit, (5) prepare,
/// (6) validate, (7) store.
/// </summary>
internal sealed class Creation(
    IResourceStore store, AdmissionChain admission, IdGenerator ids, OwnershipTracking ownership, TimeProvider time)
{
    // Names are checked against the replica before one is used; a clash after that is as rare as it is harmless.
    private const int NameAttemptsMax = 8;

    public async Task<StoredObject> CreateAsync(
        ResourceKind kind,
        IKubernetesObject<V1ObjectMeta> obj,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        obj.Metadata ??= new V1ObjectMeta();
        var isGenerated = await NameAsync(kind, obj.Metadata, cancellationToken); // 1
        var key = new ObjectKey(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name ?? "");
        kind.Default(obj); // 2
        ServerMetadata.SetForCreate(obj.Metadata, ids.Uid(), time.GetUtcNow().UtcDateTime); // 3
        if (!options.IsApply)
        {
            ownership.TrackCreate(kind, obj, options);
        }

        await admission.AdmitAsync(ToAdmission(kind, key, obj, options), cancellationToken); // 4
        kind.PrepareForCreate(obj); // 5
        Validate(kind, obj, options); // 6
        var json = kind.Encode(obj);
        return options.DryRun
            ? await PretendAsync(kind, key, json, cancellationToken)
            : await StoreAsync(kind, key, json, isGenerated, cancellationToken); // 7
    }

    private async ValueTask<bool> NameAsync(ResourceKind kind, V1ObjectMeta meta, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(meta.Name) || string.IsNullOrEmpty(meta.GenerateName))
        {
            return false;
        }

        for (var attempt = 0; attempt < NameAttemptsMax; attempt++)
        {
            meta.Name = ids.Name(meta.GenerateName);
            var key = new ObjectKey(meta.NamespaceProperty ?? "", meta.Name);
            if (await store.GetAsync(kind.ResourceType, key, ReadConsistency.Any, cancellationToken) is null)
            {
                break;
            }
        }

        return true;
    }

    private static void Validate(ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, WriteOptions options)
    {
        ThrowIfAny(kind, obj, kind.Validate(obj));
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateCommon(obj.Metadata, kind.IsNamespaced, NameRules.PathSegment, errors);
        ThrowIfAny(kind, obj, errors);

        if (!string.IsNullOrEmpty(obj.Metadata.ResourceVersion))
        {
            throw StatusErrors.Unclassified("resourceVersion should not be set on objects to be created");
        }

        Warn(kind, obj, options);
    }

    private static void ThrowIfAny(
        ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid(kind, obj.Metadata.Name ?? "", errors);
        }
    }

    private static void Warn(ResourceKind kind, IKubernetesObject<V1ObjectMeta> obj, WriteOptions options)
    {
        if (options.Warn is not { } warn)
        {
            return;
        }

        foreach (var warning in kind.Warnings(obj))
        {
            warn(warning);
        }
    }

    private async Task<StoredObject> PretendAsync(
        ResourceKind kind, ObjectKey key, byte[] json, CancellationToken cancellationToken)
    {
        var existing = await store.GetAsync(kind.ResourceType, key, ReadConsistency.MostRecent, cancellationToken);
        return existing is null
            ? new StoredObject(key, revision: 0, json)
            : throw AlreadyExists(kind, existing, isGenerated: false);
    }

    private async Task<StoredObject> StoreAsync(
        ResourceKind kind, ObjectKey key, byte[] json, bool isGenerated, CancellationToken cancellationToken)
    {
        var request = new WriteRequest { Action = WriteAction.Create, Key = key, Json = json };
        var outcome = await store.WriteOneAsync(kind.ResourceType, request, cancellationToken);
        return outcome switch
        {
            { Status: WriteStatus.Committed, Object: { } created } => created,
            { Status: WriteStatus.AlreadyExists, Object: { } existing } => throw AlreadyExists(kind, existing, isGenerated),
            _ => throw new InvalidOperationException($"A create of {key} ended as {outcome.Status}."),
        };
    }

    private static StatusException AlreadyExists(ResourceKind kind, StoredObject existing, bool isGenerated)
    {
        var refusal = isGenerated
            ? StatusErrors.GeneratedNameTaken(kind, existing.Key.Name)
            : StatusErrors.AlreadyExists(kind, existing.Key.Name);
        if (!existing.Head.IsDeleting)
        {
            return refusal;
        }

        refusal.Status.Message = $"object is being deleted: {refusal.Message}";
        return new StatusException(refusal.Status);
    }

    private static AdmissionRequest ToAdmission(
        ResourceKind kind, ObjectKey key, IKubernetesObject<V1ObjectMeta> obj, WriteOptions options) => new()
        {
            Operation = AdmissionOperation.Create,
            Kind = kind,
            Key = key,
            Object = obj,
            User = options.User,
        };
}
