using System.Buffers.Text;

namespace OrleansScheduler.Resources.Store;

/// <summary>
/// Puts the resourceVersion into stored JSON. Stored objects have a <c>"metadata":{</c> at the top level with at
/// least a name in it, so the splice is a copy of three pieces and no parse.
/// </summary>
internal static class ResourceVersionSplice
{
    private static ReadOnlySpan<byte> Metadata => "\"metadata\":{"u8;

    private static ReadOnlySpan<byte> Field => "\"resourceVersion\":\""u8;

    public static byte[] Insert(ReadOnlySpan<byte> json, long revision)
    {
        var at = MetadataStart(json);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(revision, digits, out var length);
        var spliced = new byte[json.Length + Field.Length + length + 2];
        var rest = spliced.AsSpan();
        Append(ref rest, json[..at]);
        Append(ref rest, Field);
        Append(ref rest, digits[..length]);
        Append(ref rest, "\","u8);
        Append(ref rest, json[at..]);
        return spliced;
    }

    // The codec writes apiVersion, kind, metadata first, so the first match is the top-level one.
    private static int MetadataStart(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf(Metadata);
        return at >= 0
            ? at + Metadata.Length
            : throw new InvalidDataException("A stored object has no metadata.");
    }

    private static void Append(ref Span<byte> rest, scoped ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(rest);
        rest = rest[piece.Length..];
    }
}
