using System.Text;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Reads the whole lines of a growing log, and goes on in the new file after a rotation.</summary>
internal sealed class LogTail(string path) : IDisposable
{
    private readonly byte[] block = new byte[64 * 1024];
    private readonly Queue<string> lines = new();
    private readonly MemoryStream partial = new();
    private FileStream file = CriLogReader.Open(path);

    /// <summary>The next line; null when there is none yet.</summary>
    public string? ReadLine()
    {
        while (lines.Count == 0)
        {
            var count = file.Read(block);
            if (count > 0)
            {
                Cut(block.AsSpan(0, count));
            }
            else if (!Reopen())
            {
                return null;
            }
        }

        return lines.Dequeue();
    }

    public void Dispose()
    {
        file.Dispose();
        partial.Dispose();
    }

    private void Cut(ReadOnlySpan<byte> read)
    {
        int end;
        while ((end = read.IndexOf((byte)'\n')) >= 0)
        {
            partial.Write(read[..end]);
            lines.Enqueue(Encoding.UTF8.GetString(partial.GetBuffer(), 0, (int)partial.Length));
            partial.SetLength(0);
            read = read[(end + 1)..];
        }

        partial.Write(read);
    }

    /// <summary>A file at the path that is shorter than what was read, is another one.</summary>
    private bool Reopen()
    {
        var newest = new FileInfo(path);
        if (!newest.Exists || newest.Length >= file.Position || newest.Length == 0)
        {
            return false;
        }

        file.Dispose();
        file = CriLogReader.Open(path);
        return true;
    }
}
