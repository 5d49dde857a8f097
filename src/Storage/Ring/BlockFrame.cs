using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// What surrounds the content of a block: a mark, and a checksum over the content and the block's name, so that a torn
/// block, or one that belongs elsewhere, is found.
/// </summary>
internal static class BlockFrame
{
    private const uint Mark = 0x474C_534F;
    private const int ChecksumAt = sizeof(uint);
    private const int HeaderBytes = ChecksumAt + sizeof(ulong);

    public static byte[] Wrap(string name, ReadOnlySpan<byte> content)
    {
        var bytes = new byte[HeaderBytes + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumAt), Checksum(name, content));
        content.CopyTo(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <exception cref="LogCorruptException">The block is torn, or was not written under this name.</exception>
    public static ReadOnlyMemory<byte> Unwrap(string log, string name, byte[] bytes)
    {
        var isWhole = bytes.Length >= HeaderBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Mark
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(ChecksumAt))
                == Checksum(name, bytes.AsSpan(HeaderBytes));
        return isWhole
            ? bytes.AsMemory(HeaderBytes)
            : throw new LogCorruptException(log, $"the block {name} is torn or not its own");
    }

    private static ulong Checksum(string name, ReadOnlySpan<byte> content)
    {
        var hash = new XxHash3();
        hash.Append(Encoding.UTF8.GetBytes(name));
        hash.Append(content);
        return hash.GetCurrentHashAsUInt64();
    }
}
