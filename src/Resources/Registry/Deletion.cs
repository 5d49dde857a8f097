using k8s;
using k8s.Models;
using OrleansScheduler.Resources.Admission;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Deletes objects. <see cref="DeletionPlan"/> decides on a state; this class reads it, writes what was decided, and
/// looks again when someone else wrote meanwhile.
/// </summary>
internal sealed class Deletion(IResourceStore store, AdmissionChain admission, TimeProvider time)
{
    private const int ConflictsMax = 20;

    public async Task<DeleteOutcome> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        DeleteOptionsValidation.ThrowIfInvalid(request.DeleteOptions);
        Warn(request);
        for (var attempt = 0; attempt < ConflictsMax; attempt++)
        {
            var stored = await ReadAsync(request, cancellationToken);
            var outcome = await TryDeleteAsync(request, stored, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }
        }

        throw StatusErrors.Conflict(request.Kind, request.Key.Name, StatusErrors.ObjectModified);
    }

    private static void Warn(DeleteRequest request)
    {
        if (request.Options.Warn is not { } warn)
        {
            return;
        }

        foreach (var warning in request.Kind.DeletionWarnings(request.DeleteOptions))
        {
            warn(warning);
        }
    }

    private async Task<StoredObject> ReadAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(
            request.Kind.ResourceType, request.Key, ReadConsistency.MostRecent, cancellationToken);
        return stored ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name);
    }

    // Null means: look again.
    private async Task<DeleteOutcome?> TryDeleteAsync(
        DeleteRequest request, StoredObject stored, CancellationToken cancellationToken)
    {
        var old = request.Kind.Typed(stored);
        await admission.AdmitAsync(ToAdmission(request, old), cancellationToken);
        DeletionPreconditions.Check(request.Kind, request.Key, old.Metadata, request.DeleteOptions.Preconditions);
        var marked = request.Kind.Copy(stored);
        var step = DeletionPlan.Decide(
            request.Kind, marked, request.DeleteOptions, ServerMetadata.ToSeconds(time.GetUtcNow().UtcDateTime));
        return step switch
        {
            DeletionStep.Wait => new DeleteOutcome(stored, Gone: false),
            DeletionStep.Mark => await MarkAsync(request, stored, marked, cancellationToken) is { } pending
                ? new DeleteOutcome(pending, Gone: false)
                : null,
            DeletionStep.MarkAndRemove => await MarkAsync(request, stored, marked, cancellationToken) is { } last
                ? await RemoveAsync(request, last, cancellationToken)
                : null,
            DeletionStep.Remove => await RemoveAsync(request, stored, cancellationToken),
            _ => throw new InvalidOperationException($"Unknown deletion step {step}."),
        };
    }

    private async Task<StoredObject?> MarkAsync(
        DeleteRequest request,
        StoredObject stored,
        IKubernetesObject<V1ObjectMeta> marked,
        CancellationToken cancellationToken)
    {
        var json = request.Kind.Encode(marked);
        if (json.AsSpan().SequenceEqual(stored.Json.Span))
        {
            return stored;
        }

        if (request.Options.DryRun)
        {
            return new StoredObject(request.Key, stored.Revision, json);
        }

        var write = ToWrite(WriteAction.Update, stored, json);
        var outcome = await store.WriteOneAsync(request.Kind.ResourceType, write, cancellationToken);
        return outcome.Status == WriteStatus.Committed ? outcome.Object : null;
    }

    private async Task<DeleteOutcome?> RemoveAsync(
        DeleteRequest request, StoredObject last, CancellationToken cancellationToken)
    {
        if (request.Options.DryRun)
        {
            return new DeleteOutcome(last, Gone: true);
        }

        var write = ToWrite(WriteAction.Delete, last, last.Json);
        var outcome = await store.WriteOneAsync(request.Kind.ResourceType, write, cancellationToken);
        return outcome is { Status: WriteStatus.Committed, Object: { } gone } ? new DeleteOutcome(gone, Gone: true) : null;
    }

    private static WriteRequest ToWrite(WriteAction action, StoredObject stored, ReadOnlyMemory<byte> json) => new()
    {
        Action = action,
        Key = stored.Key,
        Json = json,
        ExpectedRevision = stored.Revision,
    };

    private static AdmissionRequest ToAdmission(DeleteRequest request, IKubernetesObject<V1ObjectMeta> old) => new()
    {
        Operation = AdmissionOperation.Delete,
        Kind = request.Kind,
        Key = request.Key,
        Old = old,
        User = request.Options.User,
    };
}
