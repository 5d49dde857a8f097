using System.Buffers;
using System.Buffers.Text;

namespace OrleansScheduler.Resources.Store;

/// <summary>
/// Stored JSON as clients read it: with the resourceVersion in its metadata. It is put in while the bytes are sent, so
/// that no second copy of any object is kept.
/// </summary>
/// <remarks>Stored objects have a <c>"metadata":{</c> at the top level with at least a name in it.</remarks>
public readonly struct WireJson
{
    private const int DigitsMax = 20;

    private readonly ReadOnlyMemory<byte> _stored;
    private readonly long _revision;
    private readonly int _at;

    /// <param name="stored">The JSON, kind, apiVersion and metadata first.</param>
    /// <param name="revision">0 for an object that was never stored, which has no resourceVersion.</param>
    public WireJson(ReadOnlyMemory<byte> stored, long revision)
    {
        _stored = stored;
        _revision = revision;
        _at = revision == 0 ? 0 : MetadataStart(stored.Span);
    }

    private static ReadOnlySpan<byte> Metadata => "\"metadata\":{"u8;

    private static ReadOnlySpan<byte> Field => "\"resourceVersion\":\""u8;

    private static ReadOnlySpan<byte> FieldEnd => "\","u8;

    public int Length => _revision == 0
        ? _stored.Length
        : _stored.Length + Field.Length + Digits(_revision, stackalloc byte[DigitsMax]).Length + FieldEnd.Length;

    /// <summary>Writes it from an offset, which lies before the metadata, to its end.</summary>
    public void WriteTo(IBufferWriter<byte> output, int offset = 0)
    {
        var stored = _stored.Span;
        if (_revision == 0)
        {
            output.Write(stored[offset..]);
            return;
        }

        output.Write(stored[offset.._at]);
        output.Write(Field);
        output.Write(Digits(_revision, stackalloc byte[DigitsMax]));
        output.Write(FieldEnd);
        output.Write(stored[_at..]);
    }

    public ReadOnlyMemory<byte> ToMemory()
    {
        if (_revision == 0)
        {
            return _stored;
        }

        var buffer = new ArrayBufferWriter<byte>(Length);
        WriteTo(buffer);
        return buffer.WrittenMemory;
    }

    /// <summary>Whether the JSON begins with these bytes, which end before the metadata.</summary>
    public bool StartsWith(ReadOnlySpan<byte> start) => _stored.Span.StartsWith(start);

    // The codec writes kind, apiVersion, metadata first, so the first match is the top-level one.
    private static int MetadataStart(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf(Metadata);
        return at >= 0
            ? at + Metadata.Length
            : throw new InvalidDataException("A stored object has no metadata.");
    }

    private static Span<byte> Digits(long number, Span<byte> buffer) =>
        Utf8Formatter.TryFormat(number, buffer, out var length) ? buffer[..length] : [];
}
