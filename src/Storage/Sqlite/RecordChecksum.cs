using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>
/// Covers a payload and its place, so that a record that was torn, or that belongs to another log or number, is found.
/// </summary>
internal static class RecordChecksum
{
    public static long Of(string log, LogRecord record)
    {
        var hash = Place(log, record.Sequence, record.FirstRevision);
        Append(hash, record.LastRevision);
        Span<byte> nonce = stackalloc byte[16];
        record.Nonce.TryWriteBytes(nonce);
        hash.Append(nonce);
        hash.Append(record.Payload.Span);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    public static long OfChunk(string log, long snapshotSequence, long number, ReadOnlySpan<byte> payload)
    {
        var hash = Place(log, snapshotSequence, number);
        hash.Append(payload);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    private static XxHash3 Place(string log, long sequence, long number)
    {
        var hash = new XxHash3();
        hash.Append(Encoding.UTF8.GetBytes(log));
        Append(hash, sequence);
        Append(hash, number);
        return hash;
    }

    private static void Append(XxHash3 hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.Append(bytes);
    }
}
