namespace OrleansScheduler.Host.Backups;

/// <summary>One resource type in a backup.</summary>
/// <param name="ResourceType"><c>pods</c>, <c>batch/jobs</c>.</param>
/// <param name="Revision">The resourceVersion of the list: all objects are of this moment.</param>
/// <param name="Sha256">Of the entry's bytes; equal states have equal hashes.</param>
internal sealed record BackedUpResource(string ResourceType, long Revision, int Objects, string Sha256)
{
    /// <summary>Where in the archive the objects are, one JSON document a line.</summary>
    public string EntryName => $"objects/{ResourceType}.jsonl";
}
