using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>
/// A buffer and a writer that each thread uses again and again: growing a new buffer for each object costs more
/// memory than the object.
/// </summary>
internal sealed class ScratchJson : IDisposable
{
    // A buffer that one large object has blown up is not kept.
    private const int KeptBytesMax = 64 * 1024;

    [ThreadStatic]
    private static ScratchJson? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private ScratchJson() => Writer = new Utf8JsonWriter(_buffer, ObjectCodec.WriterOptions);

    public Utf8JsonWriter Writer { get; }

    /// <summary>An empty one, until it is disposed; who takes another meanwhile gets another.</summary>
    public static ScratchJson Rent()
    {
        var rented = _idle ?? new ScratchJson();
        _idle = null;
        return rented;
    }

    /// <summary>What <paramref name="write"/> writes, as text.</summary>
    public static string Text<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        using var scratch = Rent();
        write(scratch.Writer, state);
        scratch.Writer.Flush();
        return Encoding.UTF8.GetString(scratch._buffer.WrittenSpan);
    }

    public byte[] ToArray()
    {
        Writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose()
    {
        if (_buffer.Capacity > KeptBytesMax)
        {
            return;
        }

        _buffer.ResetWrittenCount();
        Writer.Reset(_buffer);
        _idle = this;
    }
}
