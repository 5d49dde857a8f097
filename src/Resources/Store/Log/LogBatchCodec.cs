namespace OrleansScheduler.Resources.Store.Log;

/// <summary>
/// The payload of a record: a format byte, the number of events, and per event its type, key and JSON. Revisions are
/// not stored: the n-th event has the n-th revision of its record.
/// </summary>
public static class LogBatchCodec
{
    private const byte Format = 1;

    /// <summary>What an event takes beside its JSON and key, at most.</summary>
    public const int EventOverheadBytes = 32;

    public static byte[] Encode(IReadOnlyList<WatchEvent> events)
    {
        using var stream = new MemoryStream(events.Sum(Size));
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write7BitEncodedInt(events.Count);
        foreach (var next in events)
        {
            writer.Write((byte)next.Type);
            ObjectCodec.Write(writer, next.Object);
        }

        return stream.ToArray();
    }

    /// <summary>The events of a record; the state before each is left to the one who applies them.</summary>
    /// <exception cref="LogCorruptException">The payload is not what <see cref="Encode"/> wrote.</exception>
    public static IReadOnlyList<WatchEvent> Decode(string log, LogRecord record)
    {
        using var reader = new BinaryReader(new MemoryStream(record.Payload.ToArray()));
        try
        {
            return Decode(log, record, reader);
        }
        catch (Exception torn) when (torn is EndOfStreamException or FormatException)
        {
            throw new LogCorruptException(log, $"record {record.Sequence} is torn", torn);
        }
    }

    /// <summary>A close upper bound of an event's size in a payload.</summary>
    public static int Size(WatchEvent next) =>
        next.Object.Json.Length
        + (3 * (next.Object.Key.Namespace.Length + next.Object.Key.Name.Length))
        + EventOverheadBytes;

    private static List<WatchEvent> Decode(string log, LogRecord record, BinaryReader reader)
    {
        var format = reader.ReadByte();
        var count = format == Format ? reader.Read7BitEncodedInt() : 0;
        if (count != record.LastRevision - record.FirstRevision + 1)
        {
            throw new LogCorruptException(log, $"record {record.Sequence} has format {format} and {count} events");
        }

        var events = new List<WatchEvent>(count);
        for (var revision = record.FirstRevision; revision <= record.LastRevision; revision++)
        {
            var type = (WatchEventType)reader.ReadByte();
            events.Add(new WatchEvent(type, ObjectCodec.Read(reader, revision), null));
        }

        return events;
    }
}
