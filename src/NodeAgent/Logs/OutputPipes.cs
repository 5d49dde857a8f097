namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Carries a container's output from two pipes into its log.</summary>
internal static class OutputPipes
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Carries over until both pipes have ended or the rest is abandoned; returns why the log could not be written, if so.</summary>
    public static async Task<string?> CarryAsync(
        Stream stdout, Stream stderr, string logPath, TimeProvider time, CancellationToken abandon)
    {
        try
        {
            using var log = new CriLogWriter(logPath, time);
            using var turn = new SemaphoreSlim(1);
            await Task.WhenAll(
                CarryAsync(stdout, new OutputLines(LogStreamName.Stdout, log), log, turn, abandon),
                CarryAsync(stderr, new OutputLines(LogStreamName.Stderr, log), log, turn, abandon));
            return null;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // A process whose pipes nobody reads would wait for ever.
            await Task.WhenAll(DiscardAsync(stdout, abandon), DiscardAsync(stderr, abandon));
            return $"The output could not be kept: {unwritable.Message}";
        }
    }

    private static async Task CarryAsync(
        Stream source, OutputLines lines, CriLogWriter log, SemaphoreSlim turn, CancellationToken abandon)
    {
        var block = new byte[BlockSize];
        int count;
        do
        {
            count = await ReadAsync(source, block, abandon);
            await turn.WaitAsync(CancellationToken.None);
            try
            {
                if (count > 0)
                {
                    lines.Append(block.AsSpan(0, count));
                }
                else
                {
                    lines.Complete();
                }

                log.Flush();
            }
            finally
            {
                turn.Release();
            }
        }
        while (count > 0);
    }

    private static async Task DiscardAsync(Stream source, CancellationToken abandon)
    {
        var block = new byte[BlockSize];
        while (await ReadAsync(source, block, abandon) > 0)
        {
        }
    }

    private static async Task<int> ReadAsync(Stream source, byte[] block, CancellationToken abandon)
    {
        try
        {
            return await source.ReadAsync(block, abandon);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
