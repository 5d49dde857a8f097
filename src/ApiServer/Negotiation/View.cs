namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>What of an object is shown.</summary>
internal enum View
{
    Whole,

    /// <summary>Rows for <c>kubectl get</c>.</summary>
    Table,

    /// <summary><c>PartialObjectMetadata</c>.</summary>
    Metadata,
}
