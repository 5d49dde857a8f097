using System.Runtime.CompilerServices;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.TestKit;

/// <summary>
/// Logs in memory that outlive their writers, as a disk does. <see cref="Fault"/> is asked before and after every
/// step of a write and may throw: before it the write has not happened, after it the writer does not know that it has.
/// </summary>
public sealed class InMemoryLogStore : ILogStore
{
    private readonly Dictionary<string, LogState> _logs = [];

    /// <summary>Named <c>append.before</c>, <c>append.after</c>, <c>chunk.…</c>, <c>snapshot.…</c>, <c>trim.…</c>.</summary>
    public Func<string, Task> Fault { get; set; } = _ => Task.CompletedTask;

    public int MaxPayloadBytes => 16 * 1024 * 1024;

    public long MaxRecords { get; init; } = long.MaxValue;

    public Task<LogOpening> OpenAsync(string log, CancellationToken cancellationToken)
    {
        var state = _logs.TryGetValue(log, out var known) ? known : _logs[log] = new LogState();
        state.Epoch++;
        var next = Math.Max(state.Records.Keys.LastOrDefault(), state.Snapshot?.Sequence ?? 0) + 1;
        return Task.FromResult(new LogOpening(new LogEpoch(log, state.Epoch), state.Snapshot, next));
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        string log, LogSnapshot snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var chunk in _logs[log].Chunks)
        {
            yield return chunk;
        }
    }

    public async IAsyncEnumerable<LogRecord> ReadAsync(
        string log, long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var record in _logs[log].Records.Values.Where(record => record.Sequence >= fromSequence).ToArray())
        {
            yield return record;
        }
    }

    public Task AppendAsync(LogEpoch epoch, LogRecord record, CancellationToken cancellationToken) =>
        StepAsync("append", epoch, state => state.Records.Add(record.Sequence, record));

    public Task ConfirmAsync(LogEpoch epoch, CancellationToken cancellationToken) =>
        StepAsync("confirm", epoch, _ => { });

    public async Task WriteSnapshotAsync(
        LogEpoch epoch,
        LogSnapshot snapshot,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        var stored = new List<ReadOnlyMemory<byte>>();
        foreach (var chunk in chunks)
        {
            await StepAsync("chunk", epoch, _ => stored.Add(chunk));
        }

        await StepAsync("snapshot", epoch, state => (state.Snapshot, state.Chunks) = (snapshot, stored));
    }

    public Task TrimAsync(LogEpoch epoch, long throughSequence, CancellationToken cancellationToken) =>
        StepAsync("trim", epoch, state =>
        {
            foreach (var sequence in state.Records.Keys.Where(sequence => sequence <= throughSequence).ToArray())
            {
                state.Records.Remove(sequence);
            }
        });

    private async Task StepAsync(string step, LogEpoch epoch, Action<LogState> write)
    {
        await Fault(step + ".before");
        var state = _logs[epoch.Log];
        if (state.Epoch != epoch.Number)
        {
            throw new LogFencedException(epoch);
        }

        write(state);
        await Fault(step + ".after");
    }

    private sealed class LogState
    {
        public long Epoch { get; set; }

        public LogSnapshot? Snapshot { get; set; }

        public List<ReadOnlyMemory<byte>> Chunks { get; set; } = [];

        public SortedDictionary<long, LogRecord> Records { get; } = [];
    }
}
