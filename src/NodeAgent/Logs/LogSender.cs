using System.Globalization;
using System.Text;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Writes a log, or what is asked of it, to a stream; following, it goes on until the container has ended.</summary>
internal sealed class LogSender(string path, LogQuery query, Func<bool> hasEnded, TimeProvider time)
{
    private static readonly TimeSpan FollowPoll = TimeSpan.FromMilliseconds(100);
    private long rest = query.LimitBytes ?? long.MaxValue;
    private bool insideLine;

    public async Task SendAsync(Stream output, CancellationToken cancellationToken)
    {
        var skip = query.TailLines is { } tail ? Math.Max(0, CountLines() - tail) : 0;
        while (!File.Exists(path))
        {
            if (!query.Follow || hasEnded())
            {
                return;
            }

            await Task.Delay(FollowPoll, time, cancellationToken);
        }

        using var source = new LogTail(path);
        while (rest > 0)
        {
            // Asked before reading: what was written until then is read below.
            var isLast = !query.Follow || hasEnded();
            while (rest > 0 && source.ReadLine() is { } text)
            {
                if (CriLogLine.Parse(text) is not { } line || IsSkipped(line, ref skip))
                {
                    continue;
                }

                await WriteAsync(output, line, cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
            if (isLast)
            {
                return;
            }

            await Task.Delay(FollowPoll, time, cancellationToken);
        }
    }

    private bool IsSkipped(CriLogLine line, ref int skip)
    {
        if (skip > 0)
        {
            skip -= line.IsWhole ? 1 : 0;
            return true;
        }

        return query.Since is { } since
            && DateTimeOffset.TryParse(line.Time, CultureInfo.InvariantCulture, out var at)
            && at < since;
    }

    private async Task WriteAsync(Stream output, CriLogLine line, CancellationToken cancellationToken)
    {
        var head = query.Timestamps && !insideLine ? line.Time + " " : "";
        insideLine = !line.IsWhole;
        var bytes = Encoding.UTF8.GetBytes(head + line.Text + (line.IsWhole ? "\n" : ""));
        var count = (int)Math.Min(rest, bytes.Length);
        rest -= count;
        await output.WriteAsync(bytes.AsMemory(0, count), cancellationToken);
    }

    private int CountLines()
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var source = new LogTail(path);
        var count = 0;
        var isOpen = false;
        while (source.ReadLine() is { } text)
        {
            isOpen = CriLogLine.Parse(text) is { IsWhole: false };
            count += isOpen ? 0 : 1;
        }

        return isOpen ? count + 1 : count;
    }
}
