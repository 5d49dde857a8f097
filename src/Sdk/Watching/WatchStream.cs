using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OrleansScheduler.Sdk.Watching;

/// <summary>Splits a watch response into its lines; an incomplete last line belongs to a broken connection and is dropped.</summary>
internal static class WatchStream
{
    private const int LineLengthMax = 16 * 1024 * 1024;

    public static async IAsyncEnumerable<WatchLine<T>> ReadAsync<T>(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, out var line))
            {
                if (!line.IsEmpty)
                {
                    yield return WatchLine<T>.Parse(line);
                }
            }

            if (buffer.Length > LineLengthMax)
            {
                throw new InvalidDataException("The server sent a watch event beyond any object's size.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is null)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end.Value);
        buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        return true;
    }
}
