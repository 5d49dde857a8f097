namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Cuts one output stream into log lines; a line beyond 16 KiB is written in parts, as CRI runtimes do.</summary>
internal sealed class OutputLines(LogStreamName stream, CriLogWriter log)
{
    private const int LineLengthMax = 16 * 1024;
    private readonly byte[] pending = new byte[LineLengthMax];
    private int length;

    public int PendingLength => length;

    public void Append(ReadOnlySpan<byte> output)
    {
        while (!output.IsEmpty)
        {
            var end = output.IndexOf((byte)'\n');
            var take = Math.Min(end < 0 ? output.Length : end, LineLengthMax - length);
            output[..take].CopyTo(pending.AsSpan(length));
            length += take;
            output = output[take..];
            if (end == take)
            {
                Write(isWholeLine: true);
                output = output[1..];
            }
            else if (length == LineLengthMax)
            {
                Write(isWholeLine: false);
            }
        }
    }

    /// <summary>Writes what is left when the stream has ended without a line end.</summary>
    public void Complete()
    {
        if (length > 0)
        {
            Write(isWholeLine: false);
        }
    }

    private void Write(bool isWholeLine)
    {
        log.Append(stream, isWholeLine, pending.AsSpan(0, length));
        length = 0;
    }
}
