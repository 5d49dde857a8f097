namespace OrleansScheduler.Resources.Store;

/// <summary>
/// All objects of the cluster: what the API server, reconcilers and schedulers read, watch and write.
/// A resource type (<c>pods</c>, <c>batch/jobs</c>) is one sequence of revisions, each the outcome of one write.
/// </summary>
/// <remarks>Every method may throw <see cref="StoreUnavailableException"/>; nothing was then acknowledged.</remarks>
public interface IResourceStore
{
    /// <summary>The newest committed state of one object, or null.</summary>
    ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken);

    /// <summary>A consistent page of objects in key order.</summary>
    /// <exception cref="RevisionExpiredException">The asked revision is older than the kept history.</exception>
    /// <exception cref="RevisionTooLargeException">The asked revision does not exist yet.</exception>
    ValueTask<ListPage> ListAsync(string resourceType, ListQuery query, CancellationToken cancellationToken);

    /// <summary>Every event after <see cref="WatchQuery.AfterRevision"/>, in order, none skipped (invariant 3).</summary>
    /// <exception cref="RevisionExpiredException">The asked revision is older than the kept history.</exception>
    ValueTask<IResourceWatch> WatchAsync(string resourceType, WatchQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Writes each request on its own merits, in order, and answers when all that were accepted are durable.
    /// One refused request does not hinder the others, but those of its <see cref="WriteRequest.Group"/>.
    /// </summary>
    ValueTask<IReadOnlyList<WriteOutcome>> WriteAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken);
}
