using System.Buffers.Binary;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Puts the items of a volume together again from its blocks.</summary>
internal sealed class VolumeItems
{
    private readonly byte[] _length = new byte[sizeof(int)];
    private byte[]? _item;
    private int _filled;

    /// <summary>Whether no item is begun and not ended.</summary>
    public bool IsAtBoundary => _item is null && _filled == 0;

    /// <summary>The items that end within the next block.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Add(ReadOnlyMemory<byte> block)
    {
        for (var rest = block; rest.Length > 0;)
        {
            var target = _item ?? _length;
            var part = rest[..Math.Min(rest.Length, target.Length - _filled)];
            part.CopyTo(target.AsMemory(_filled));
            _filled += part.Length;
            rest = rest[part.Length..];
            if (_filled == target.Length && Complete() is { } item)
            {
                yield return item;
            }
        }
    }

    private ReadOnlyMemory<byte>? Complete()
    {
        _filled = 0;
        if (_item is { } item)
        {
            _item = null;
            return item;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_length);
        _item = length == 0 ? null : new byte[length];
        return length == 0 ? ReadOnlyMemory<byte>.Empty : default(ReadOnlyMemory<byte>?);
    }
}
