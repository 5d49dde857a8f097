namespace OrleansScheduler.Resources.Store.Log;

/// <summary>One committed batch. The nonce tells its writer whether an append of unknown outcome got through.</summary>
public sealed record LogRecord(
    long Sequence, Guid Nonce, long FirstRevision, long LastRevision, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The number of a log's first record.</summary>
    public const long FirstSequence = 1;
}
