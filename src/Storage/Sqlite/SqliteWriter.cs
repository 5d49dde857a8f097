using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>
/// The one thread that writes the file. What waits when it is free becomes one transaction, so the logs of all
/// resource types share the cost of reaching the disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int TransactionLimit = 64;

    private readonly Channel<Operation> _operations = Channel.CreateUnbounded<Operation>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _connection;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        new Thread(Run) { Name = "log-writer", IsBackground = true }.Start();
    }

    /// <summary>Completes when the operation is durable. An operation that throws must not have written.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellationToken)
    {
        var outcome = default(T);
        var operation = new Operation((connection, transaction) => outcome = write(connection, transaction));
        if (!_operations.Writer.TryWrite(operation))
        {
            throw new ObjectDisposedException(nameof(SqliteLogStore));
        }

        await operation.Done.Task.WaitAsync(cancellationToken);
        return outcome!; // set by the operation, which is done
    }

    public async ValueTask DisposeAsync()
    {
        _operations.Writer.TryComplete();
        await _ended.Task;
    }

    private void Run()
    {
        var batch = new List<Operation>(TransactionLimit);
        while (Take(batch))
        {
            Commit(batch);
            batch.Clear();
        }

        _connection.Dispose();
        _ended.SetResult();
    }

    private bool Take(List<Operation> batch)
    {
        // A thread of our own may block: nobody else needs it.
        if (!_operations.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            return false;
        }

        while (batch.Count < TransactionLimit && _operations.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }

        return true;
    }

    private void Commit(List<Operation> batch)
    {
        var accepted = new List<Operation>(batch.Count);
        try
        {
            using var transaction = _connection.BeginTransaction();
            accepted.AddRange(batch.Where(operation => TryRun(operation, transaction)));
            transaction.Commit();
            accepted.ForEach(operation => operation.Done.SetResult());
        }
        catch (Exception failed)
        {
            // All of the transaction is undone: whoever is not answered yet has written nothing, or nothing certain.
            batch.ForEach(operation => operation.Done.TrySetException(failed));
        }
    }

    private bool TryRun(Operation operation, SqliteTransaction transaction)
    {
        try
        {
            operation.Write(_connection, transaction);
            return true;
        }
        catch (LogFencedException fenced)
        {
            operation.Done.SetException(fenced);
            return false;
        }
    }

    private sealed record Operation(Action<SqliteConnection, SqliteTransaction> Write)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
