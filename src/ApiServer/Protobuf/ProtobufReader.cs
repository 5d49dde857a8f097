using System.Buffers.Binary;

namespace OrleansScheduler.ApiServer.Protobuf;

/// <summary>Reads the fields of one protobuf message.</summary>
/// <remarks>Throws <see cref="FormatException"/> for anything that is not well-formed.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The number of the next field, and how its value is encoded.</summary>
    public (int Number, WireType WireType) ReadTag()
    {
        var tag = ReadVarint();
        var number = tag >> 3;
        return number is > 0 and <= int.MaxValue
            ? ((int)number, (WireType)(tag & 7))
            : throw new FormatException($"proto: illegal tag {number} (wire type {tag & 7})");
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw Truncated();
            }

            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("proto: integer overflow");
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Truncated();
    }

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Passes over a value of a field that is not known.</summary>
    public void Skip(WireType wireType)
    {
        switch (wireType)
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Bytes:
                ReadBytes();
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw new FormatException($"proto: illegal wireType {(int)wireType}");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Truncated();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static FormatException Truncated() => new("unexpected EOF");
}
