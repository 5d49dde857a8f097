namespace OrleansScheduler.Resources.Store.Log;

/// <summary>Collects entries until a chunk has its size.</summary>
internal sealed class ChunkWriter
{
    private readonly MemoryStream _stream = new();
    private readonly byte _format;
    private readonly int _limit;

    public ChunkWriter(byte format, int limit)
    {
        _format = format;
        _limit = limit;
        Entries = new BinaryWriter(_stream);
        Entries.Write(format);
    }

    public BinaryWriter Entries { get; }

    public ReadOnlyMemory<byte>? TakeIfFull() => _stream.Length >= _limit ? Take() : default(ReadOnlyMemory<byte>?);

    public ReadOnlyMemory<byte> Take()
    {
        var chunk = _stream.ToArray();
        _stream.SetLength(0);
        Entries.Write(_format);
        return chunk;
    }
}
