namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>One entry of a log: a line, or a part of a long one that the next entry continues.</summary>
internal readonly record struct CriLogLine(string Time, string Text, bool IsWhole)
{
    /// <summary>Reads <c>time stream F|P text</c>; null for what is no log entry.</summary>
    public static CriLogLine? Parse(string line)
    {
        var stream = line.IndexOf(' ');
        var tag = stream < 0 ? -1 : line.IndexOf(' ', stream + 1);
        return tag < 0 || tag + 3 > line.Length
            ? null
            : new(line[..stream], line[(tag + 3)..], line[tag + 1] == 'F');
    }
}
