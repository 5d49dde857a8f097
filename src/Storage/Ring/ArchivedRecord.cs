using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>A record as an item of an archive volume.</summary>
internal static class ArchivedRecord
{
    private const int HeaderBytes = (3 * sizeof(long)) + 16;

    public static ReadOnlyMemory<byte> Encode(LogRecord record)
    {
        using var stream = new MemoryStream(HeaderBytes + record.Payload.Length);
        using var writer = new BinaryWriter(stream);
        writer.Write(record.Sequence);
        writer.Write(record.Nonce.ToByteArray());
        writer.Write(record.FirstRevision);
        writer.Write(record.LastRevision);
        writer.Write(record.Payload.Span);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    public static LogRecord Decode(string log, ReadOnlyMemory<byte> item)
    {
        if (item.Length < HeaderBytes)
        {
            throw new LogCorruptException(log, "an archived record is torn");
        }

        using var reader = new BinaryReader(new MemoryStream(item[..HeaderBytes].ToArray()));
        return new LogRecord(
            reader.ReadInt64(),
            new Guid(reader.ReadBytes(16)),
            reader.ReadInt64(),
            reader.ReadInt64(),
            item[HeaderBytes..]);
    }
}
