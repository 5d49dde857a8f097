using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.Host.Backups;

/// <summary>Puts the state of a backup into empty logs.</summary>
internal sealed class LogRestore(ILogStore logs)
{
    /// <summary>
    /// Revisions of the restored cluster begin this far above the backup's, so that none is given twice: clients may
    /// have seen what came after the backup. They are told that their resourceVersion has expired, and list anew.
    /// </summary>
    public const long RevisionGap = 1_000_000_000;

    private const int ChunkBytes = 512 * 1024;

    /// <exception cref="BackupException">A log is not empty, the backup is damaged or holds an unknown resource type.</exception>
    public async Task RestoreAsync(BackupReader backup, Action<BackedUpResource> restored, CancellationToken cancellationToken)
    {
        var unknown = backup.Manifest.Resources.FirstOrDefault(
            resource => Kinds.All.All(kind => kind.ResourceType != resource.ResourceType));
        if (unknown is not null)
        {
            throw new BackupException($"The backup holds {unknown.ResourceType}, which this version does not serve.");
        }

        // All of it is read and checked before anything is written.
        var states = backup.Manifest.Resources.ToDictionary(resource => resource, backup.Read);
        foreach (var (resource, objects) in states)
        {
            await RestoreAsync(resource, objects, cancellationToken);
            restored(resource);
        }
    }

    private async Task RestoreAsync(
        BackedUpResource resource, IReadOnlyList<StoredObject> objects, CancellationToken cancellationToken)
    {
        var log = resource.ResourceType;
        var opening = await logs.OpenAsync(log, cancellationToken);
        if (opening.Snapshot is not null || opening.NextSequence != LogRecord.FirstSequence)
        {
            throw new BackupException(
                $"There are {log} already: restore into an empty data directory or database, before a server has run on it.");
        }

        var revision = resource.Revision + RevisionGap;
        var state = ResourceSnapshot.Restore(IndexSchema.For(log, Kinds.All).ForGuards, revision, [.. objects], []);
        await logs.WriteSnapshotAsync(
            opening.Epoch,
            new LogSnapshot(opening.NextSequence - 1, revision),
            SnapshotCodec.Encode(state, [], ChunkBytes),
            cancellationToken);
    }
}
