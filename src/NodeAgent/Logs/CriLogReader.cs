namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Reads logs in the CRI format while they are written.</summary>
internal static class CriLogReader
{
    /// <summary>The last entries of the newest file.</summary>
    public static IReadOnlyCollection<CriLogLine> Tail(string path, int count)
    {
        var last = new Queue<CriLogLine>();
        foreach (var line in Read(path))
        {
            last.Enqueue(line);
            if (last.Count > count)
            {
                last.Dequeue();
            }
        }

        return last;
    }

    private static IEnumerable<CriLogLine> Read(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var reader = new StreamReader(Open(path));
        while (reader.ReadLine() is { } text)
        {
            if (CriLogLine.Parse(text) is { } line)
            {
                yield return line;
            }
        }
    }

    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
