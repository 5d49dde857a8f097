using System.Buffers.Binary;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Cuts items, each led by its length, into the blocks of a volume.</summary>
internal static class VolumeBlocks
{
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(IEnumerable<ReadOnlyMemory<byte>> items, int blockMaxBytes)
    {
        var block = new MemoryStream();
        foreach (var piece in items.SelectMany(Pieces))
        {
            for (var rest = piece; rest.Length > 0;)
            {
                var part = rest[..Math.Min(rest.Length, blockMaxBytes - (int)block.Length)];
                block.Write(part.Span);
                rest = rest[part.Length..];
                if (block.Length == blockMaxBytes)
                {
                    yield return block.ToArray();
                    block.SetLength(0);
                }
            }
        }

        if (block.Length > 0)
        {
            yield return block.ToArray();
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(ReadOnlyMemory<byte> item)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, item.Length);
        return [length, item];
    }
}
