using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace OrleansScheduler.Storage.Sqlite;

/// <summary>Reads a sequence that blocks on the disk on a pool thread, a few items ahead of its reader.</summary>
internal static class BlockingSource
{
    private const int ReadAhead = 8;

    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<IEnumerable<T>> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = Channel.CreateBounded<T>(ReadAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var producer = Task.Run(() => ProduceAsync(source, items.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var item in items.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await producer;
        }
    }

    private static async Task ProduceAsync<T>(
        Func<IEnumerable<T>> source, ChannelWriter<T> items, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var item in source())
            {
                await items.WriteAsync(item, cancellationToken);
            }

            items.Complete();
        }
        catch (Exception failed)
        {
            items.Complete(failed);
        }
    }
}
