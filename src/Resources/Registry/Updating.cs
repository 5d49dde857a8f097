using System.Globalization;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Admission;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Changes objects: (1) read, (2) change, (3) check what the writer insists on, (4) default and track who owns the
/// changed fields, (5) admit, (6) prepare, (7) validate, (8) store: as an update, as nothing when nothing changed, or as the deletion that waited for this.
/// </summary>
/// <remarks>
/// The first attempt trusts this silo's replica, since the store checks the revision anyway. What it would refuse or
/// leave unwritten is decided again on the most recent state.
/// </remarks>
internal sealed class Updating(
    IResourceStore store, AdmissionChain admission, Creation creation, OwnershipTracking ownership)
{
    private const int ConflictsMax = 20;

    public async Task<UpdateOutcome> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var consistency = ReadConsistency.Any;
        for (var attempt = 0; attempt < ConflictsMax; attempt++)
        {
            var outcome = await TryUpdateAsync(request, consistency, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }

            consistency = ReadConsistency.MostRecent;
        }

        throw StatusErrors.Conflict(request.Kind, request.Key.Name, StatusErrors.ObjectModified);
    }

    // Null means: look again.
    private async Task<UpdateOutcome?> TryUpdateAsync(
        UpdateRequest request, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(request.Kind.ResourceType, request.Key, consistency, cancellationToken); // 1
        var isFresh = consistency == ReadConsistency.MostRecent;
        if (stored is null)
        {
            return isFresh ? await CreateAsync(request, cancellationToken) : null;
        }

        try
        {
            var candidate = await ToCandidateAsync(request, stored, cancellationToken);
            var json = OwnershipTracking.Encode(request.Kind, candidate, stored);
            Warn(request, candidate, stored);
            if (json.AsSpan().SequenceEqual(stored.Json.Span))
            {
                return isFresh ? new UpdateOutcome(stored, Created: false) : null;
            }

            return await WriteAsync(request, stored, candidate, json, cancellationToken);
        }
        catch (StatusException) when (!isFresh)
        {
            return null;
        }
    }

    private async Task<UpdateOutcome> CreateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var isAllowed = request.Kind.WriteRules.AllowsCreateOnUpdate || request.Options.IsApply;
        if (!isAllowed || request.Subresource.Length > 0)
        {
            throw StatusErrors.NotFound(request.Kind, request.Key.Name);
        }

        var obj = request.Change(null);
        Address(obj, request.Key);
        StoragePreconditions.CheckUid(request.Kind, request.Key, request.Options.ExpectedUid, "");
        return new UpdateOutcome(
            await creation.CreateAsync(request.Kind, obj, request.Options, cancellationToken), Created: true);
    }

    private async Task<IKubernetesObject<V1ObjectMeta>> ToCandidateAsync(
        UpdateRequest request, StoredObject stored, CancellationToken cancellationToken)
    {
        var old = request.Kind.Typed(stored);
        var candidate = request.Change(request.Kind.Copy(stored)); // 2
        Address(candidate, request.Key);
        CheckIdentity(request, candidate.Metadata, stored); // 3
        request.Kind.Default(candidate); // 4
        if (!request.Options.IsApply)
        {
            ownership.TrackUpdate(request.Kind, request.Subresource, candidate, stored, request.Options);
        }

        await admission.AdmitAsync(ToAdmission(request, candidate, old), cancellationToken); // 5
        candidate.Metadata.Generation = old.Metadata.Generation;
        request.Kind.PrepareForUpdate(candidate, old, request.Subresource); // 6
        ServerMetadata.CarryOver(candidate.Metadata, old.Metadata);
        Validate(request, candidate, old); // 7
        return candidate;
    }

    // A body may leave out what the URL says.
    private static void Address(IKubernetesObject<V1ObjectMeta> candidate, ObjectKey key)
    {
        candidate.Metadata ??= new V1ObjectMeta();
        candidate.Metadata.Name = string.IsNullOrEmpty(candidate.Metadata.Name) ? key.Name : candidate.Metadata.Name;
        if (string.IsNullOrEmpty(candidate.Metadata.NamespaceProperty) && key.Namespace.Length > 0)
        {
            candidate.Metadata.NamespaceProperty = key.Namespace;
        }
    }

    private static void CheckIdentity(UpdateRequest request, V1ObjectMeta meta, StoredObject stored)
    {
        var kind = request.Kind;
        StoragePreconditions.CheckUid(kind, request.Key, request.Options.ExpectedUid, stored.Head.Uid);
        if (string.IsNullOrEmpty(meta.ResourceVersion) && !kind.WriteRules.AllowsUnconditionalUpdate)
        {
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Of("metadata").Child("resourceVersion"), 0, "must be specified for an update");
            throw StatusErrors.Invalid(kind.Group, kind.Plural, request.Key.Name, errors);
        }

        var revision = stored.Revision.ToString(CultureInfo.InvariantCulture);
        if (string.IsNullOrEmpty(meta.ResourceVersion))
        {
            meta.ResourceVersion = revision;
        }
        else if (!ulong.TryParse(meta.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            var text = FieldValueText.Quote(meta.ResourceVersion);
            throw StatusErrors.Unclassified($"strconv.ParseUint: parsing {text}: invalid syntax");
        }
        else if (meta.ResourceVersion != revision)
        {
            throw StatusErrors.Conflict(kind, request.Key.Name, StatusErrors.ObjectModified);
        }
    }

    private static void Validate(
        UpdateRequest request, IKubernetesObject<V1ObjectMeta> candidate, IKubernetesObject<V1ObjectMeta> old)
    {
        var errors = new FieldErrors();
        var isNamespaced = request.Kind.IsNamespaced;
        ObjectMetaValidation.ValidateCommon(candidate.Metadata, isNamespaced, NameRules.PathSegment, errors);
        ObjectMetaValidation.ValidateCommonUpdate(candidate.Metadata, old.Metadata, errors);
        errors.AddRange(request.Kind.ValidateUpdate(candidate, old, request.Subresource));
        if (errors.Count > 0)
        {
            throw StatusErrors.Invalid(request.Kind, request.Key.Name, errors);
        }
    }

    // 8
    private async Task<UpdateOutcome?> WriteAsync(
        UpdateRequest request,
        StoredObject stored,
        IKubernetesObject<V1ObjectMeta> candidate,
        byte[] json,
        CancellationToken cancellationToken)
    {
        var updated = new StoredObject(request.Key, stored.Revision, json);
        if (request.Options.DryRun)
        {
            return new UpdateOutcome(updated, Created: false);
        }

        var isLast = IsReleased(request.Kind, candidate);
        var write = new WriteRequest
        {
            Action = isLast ? WriteAction.Delete : WriteAction.Update,
            Key = request.Key,
            Json = json,
            ExpectedRevision = stored.Revision,
        };
        var outcome = await store.WriteOneAsync(request.Kind.ResourceType, write, cancellationToken);
        return outcome switch
        {
            { Status: WriteStatus.Committed, Object: { } committed } =>
                new UpdateOutcome(isLast ? updated : committed, Created: false),
            { Status: WriteStatus.Conflict or WriteStatus.NotFound } => null,
            _ => throw new InvalidOperationException($"An update of {request.Key} ended as {outcome.Status}."),
        };
    }

    // What waited only for its finalizers goes with the last of them.
    private static bool IsReleased(ResourceKind kind, IKubernetesObject<V1ObjectMeta> candidate) =>
        candidate.Metadata is { DeletionTimestamp: not null, DeletionGracePeriodSeconds: null or 0 } meta
            && meta.Finalizers is not { Count: > 0 }
            && !kind.IsHeld(candidate);

    private static void Warn(UpdateRequest request, IKubernetesObject<V1ObjectMeta> candidate, StoredObject stored)
    {
        if (request.Options.Warn is not { } warn || request.Subresource.Length > 0)
        {
            return;
        }

        foreach (var warning in request.Kind.UpdateWarnings(candidate, request.Kind.Typed(stored)))
        {
            warn(warning);
        }
    }

    private static AdmissionRequest ToAdmission(
        UpdateRequest request, IKubernetesObject<V1ObjectMeta> candidate, IKubernetesObject<V1ObjectMeta> old) => new()
        {
            Operation = AdmissionOperation.Update,
            Kind = request.Kind,
            Key = request.Key,
            Subresource = request.Subresource,
            Object = candidate,
            Old = old,
            User = request.Options.User,
        };
}
