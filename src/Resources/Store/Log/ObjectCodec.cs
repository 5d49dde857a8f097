namespace OrleansScheduler.Resources.Store.Log;

/// <summary>An object in a payload: namespace, name and JSON, each led by its length.</summary>
internal static class ObjectCodec
{
    public static void Write(BinaryWriter writer, StoredObject stored)
    {
        writer.Write(stored.Key.Namespace);
        writer.Write(stored.Key.Name);
        writer.Write7BitEncodedInt(stored.Json.Length);
        writer.Write(stored.Json.Span);
    }

    public static StoredObject Read(BinaryReader reader, long revision)
    {
        var key = new ObjectKey(reader.ReadString(), reader.ReadString());
        var length = reader.Read7BitEncodedInt();
        var json = reader.ReadBytes(length);
        return json.Length == length ? new StoredObject(key, revision, json) : throw new EndOfStreamException();
    }
}
