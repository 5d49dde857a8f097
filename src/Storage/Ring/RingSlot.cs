namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// The content of a slot: a part of a record, or, with no parts, the fence of the epoch that opened the log there.
/// </summary>
/// <param name="Position">How many slots were written before it, ever; tells this round of the ring from older ones.</param>
/// <param name="Part">Which part of <paramref name="Parts"/> this is, from 0.</param>
internal sealed record RingSlot(
    long Position,
    long Epoch,
    Guid Nonce,
    long Sequence,
    long FirstRevision,
    long LastRevision,
    int Part,
    int Parts,
    ReadOnlyMemory<byte> Bytes)
{
    public bool IsFence => Parts == 0;

    public static RingSlot Fence(long position, long epoch, Guid nonce) =>
        new(position, epoch, nonce, 0, 0, 0, 0, 0, default);
}
