using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The content of a head block.</summary>
internal static class RingHeadCodec
{
    private const byte Format = 1;

    public static byte[] Encode(string log, RingHead head)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write(head.Change.ToByteArray());
        writer.Write(head.Epoch);
        writer.Write(head.Slots);
        writer.Write(head.StartPosition);
        writer.Write(head.StartSequence);
        writer.Write(head.UnsettledVolume);
        WriteSnapshot(writer, head.Snapshot);
        WriteList(writer, head.Archive, WriteArchive);
        WriteList(writer, head.Garbage, WriteVolume);
        WriteList(writer, head.Unswept, WriteId);
        return BlockFrame.Wrap(RingNames.Head(log), stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <exception cref="LogCorruptException">The block is no head of this log.</exception>
    public static RingHead Decode(string log, byte[] bytes)
    {
        var content = BlockFrame.Unwrap(log, RingNames.Head(log), bytes);
        using var reader = new BinaryReader(new MemoryStream(content.ToArray()));
        var format = reader.ReadByte();
        return format == Format
            ? Read(reader)
            : throw new LogCorruptException(log, $"its head has format {format}, which this version does not know");
    }

    private static RingHead Read(BinaryReader reader) => new()
    {
        Change = new Guid(reader.ReadBytes(16)),
        Epoch = reader.ReadInt64(),
        Slots = reader.ReadInt32(),
        StartPosition = reader.ReadInt64(),
        StartSequence = reader.ReadInt64(),
        UnsettledVolume = reader.ReadInt32(),
        Snapshot = reader.ReadBoolean()
            ? new SnapshotVolume(ReadVolume(reader), new LogSnapshot(reader.ReadInt64(), reader.ReadInt64()))
            : null,
        Archive = ReadList(reader, from => new ArchiveVolume(ReadVolume(from), from.ReadInt64())),
        Garbage = ReadList(reader, ReadVolume),
        Unswept = ReadList(reader, ReadId),
    };

    private static void WriteSnapshot(BinaryWriter writer, SnapshotVolume? snapshot)
    {
        writer.Write(snapshot is not null);
        if (snapshot is not null)
        {
            WriteVolume(writer, snapshot.Volume);
            writer.Write(snapshot.Snapshot.Sequence);
            writer.Write(snapshot.Snapshot.Revision);
        }
    }

    private static void WriteArchive(BinaryWriter writer, ArchiveVolume archive)
    {
        WriteVolume(writer, archive.Volume);
        writer.Write(archive.LastSequence);
    }

    private static void WriteVolume(BinaryWriter writer, Volume volume)
    {
        WriteId(writer, volume.Id);
        writer.Write(volume.Blocks);
    }

    private static void WriteId(BinaryWriter writer, VolumeId id)
    {
        writer.Write(id.Epoch);
        writer.Write(id.Number);
    }

    private static Volume ReadVolume(BinaryReader reader) => new(ReadId(reader), reader.ReadInt32());

    private static VolumeId ReadId(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt32());

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new List<T>(reader.ReadInt32());
        for (var i = items.Capacity; i > 0; i--)
        {
            items.Add(read(reader));
        }

        return items;
    }
}
