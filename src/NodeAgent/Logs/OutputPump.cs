using System.Globalization;
using OrleansScheduler.NodeAgent.Runtime.Processes;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>
/// Carries a container's output from the two files its process writes into the CRI log. The process writes to plain files, so it never
/// waits for an agent and nothing is lost without one; the price is that a line's time is the time it was carried over, and that lines of the
/// two streams written within one poll are ordered by stream. What was carried over is freed by punching it out of the file, which
/// unlike truncating cannot race with the writer. An agent killed between a write and saving its position repeats those lines.
/// </summary>
internal sealed class OutputPump(ContainerFolder folder, string logPath, TimeProvider time)
{
    private const int BlockSize = 64 * 1024;
    private static readonly TimeSpan PollMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PollMax = TimeSpan.FromMilliseconds(250);

    /// <summary>Carries over until the container has ended, and then all that is left.</summary>
    public async Task RunAsync(Task ended, CancellationToken cancellationToken)
    {
        using var log = new CriLogWriter(logPath, time);
        var (stdoutAt, stderrAt) = LoadOffsets();
        using var stdout = new OutputFile(folder.Stdout, stdoutAt, new OutputLines(LogStreamName.Stdout, log));
        using var stderr = new OutputFile(folder.Stderr, stderrAt, new OutputLines(LogStreamName.Stderr, log));
        var buffer = new byte[BlockSize];
        var poll = PollMin;
        while (true)
        {
            var isLast = ended.IsCompleted;
            var carried = stdout.Carry(buffer) | stderr.Carry(buffer);
            if (carried)
            {
                log.Flush();
                SaveOffsets(stdout.Carried, stderr.Carried);
                poll = PollMin;
            }
            else if (isLast)
            {
                break;
            }
            else
            {
                poll = poll * 1.5 < PollMax ? poll * 1.5 : PollMax;
                await Task.WhenAny(ended, Task.Delay(poll, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        stdout.Complete();
        stderr.Complete();
        log.Flush();
        SaveOffsets(stdout.Carried, stderr.Carried);
    }

    private (long Stdout, long Stderr) LoadOffsets()
    {
        if (!File.Exists(folder.Offsets))
        {
            return (0, 0);
        }

        var words = File.ReadAllText(folder.Offsets).Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private void SaveOffsets(long stdout, long stderr)
    {
        File.WriteAllText(folder.Offsets + ".tmp", string.Create(CultureInfo.InvariantCulture, $"{stdout} {stderr}"));
        File.Move(folder.Offsets + ".tmp", folder.Offsets, overwrite: true);
    }
}
