using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The content of a slot's block.</summary>
internal static class RingSlotCodec
{
    private const byte Format = 1;
    private const int HeaderBytes = 1 + (5 * sizeof(long)) + 16 + (2 * sizeof(int));

    public static byte[] Encode(string name, RingSlot slot)
    {
        using var stream = new MemoryStream(HeaderBytes + slot.Bytes.Length);
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write(slot.Position);
        writer.Write(slot.Epoch);
        writer.Write(slot.Nonce.ToByteArray());
        writer.Write(slot.Sequence);
        writer.Write(slot.FirstRevision);
        writer.Write(slot.LastRevision);
        writer.Write(slot.Part);
        writer.Write(slot.Parts);
        writer.Write(slot.Bytes.Span);
        return BlockFrame.Wrap(name, stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <exception cref="LogCorruptException">The block is no slot of this log.</exception>
    public static RingSlot Decode(string log, string name, byte[] bytes)
    {
        var content = BlockFrame.Unwrap(log, name, bytes);
        using var reader = new BinaryReader(new MemoryStream(content.ToArray()));
        var format = reader.ReadByte();
        if (format != Format)
        {
            throw new LogCorruptException(log, $"{name} has format {format}, which this version does not know");
        }

        return new RingSlot(
            reader.ReadInt64(),
            reader.ReadInt64(),
            new Guid(reader.ReadBytes(16)),
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            content[HeaderBytes..]);
    }
}
