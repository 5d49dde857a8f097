namespace OrleansScheduler.Resources.Store;

/// <summary>
/// The store remembers, per index key, the revision at which an object last came under it (a pod bound to a node).
/// A guarded write is refused when that revision is newer than <see cref="LastRevision"/>, so of two admissions
/// that did not know of each other only one is committed (invariants 4 and 5).
/// </summary>
public readonly record struct WriteGuard(IndexKey Key, long LastRevision);
