using System.Diagnostics;

namespace OrleansScheduler.Benchmarks.Cluster;

/// <summary>What a server's process has used, from <c>/proc</c>: processor time and bytes sent to the disk.</summary>
internal sealed record ServerUse(TimeSpan At, TimeSpan Processor, long BytesWritten, long ResidentBytes)
{
    public static ServerUse? Of(int? processId)
    {
        if (processId is not { } id)
        {
            return null;
        }

        using var process = Process.GetProcessById(id);
        return new ServerUse(
            Stopwatch.GetElapsedTime(0), process.TotalProcessorTime, BytesWrittenBy(id), process.WorkingSet64);
    }

    /// <summary>Processor time per second, in cores.</summary>
    public double CoresSince(ServerUse before) => (Processor - before.Processor) / (At - before.At);

    private static long BytesWrittenBy(int id) => OperatingSystem.IsLinux()
        ? File.ReadLines($"/proc/{id}/io").Where(line => line.StartsWith("write_bytes:", StringComparison.Ordinal))
            .Select(line => long.Parse(line["write_bytes:".Length..])).First()
        : 0;
}
