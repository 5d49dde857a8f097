using System.Threading.Channels;
using k8s;
using k8s.Models;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Informers;

namespace OrleansScheduler.Dashboard.Live;

/// <summary>An informer behind a page: runs while the page is shown, and gathers bursts of changes into one redraw.</summary>
internal sealed class LiveList<T> : IAsyncDisposable
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stop = new();
    private readonly Channel<bool> dirty = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Informer<T> informer;
    private readonly TimeProvider time;
    private readonly Func<Task> changed;
    private readonly Task running;

    public LiveList(Informer<T> informer, TimeProvider time, Func<Task> changed)
    {
        this.informer = informer;
        this.time = time;
        this.changed = changed;
        informer.OnChange(_ => MarkDirty());
        running = Task.WhenAll(FollowAsync(), RedrawAsync());
    }

    /// <summary>What is known now; replaced as a whole, never changed.</summary>
    public IReadOnlyList<T> Items { get; private set; } = [];

    /// <summary>Whether everything selected is in <see cref="Items"/>.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Why the server refuses; null while it does not.</summary>
    public string? Failure { get; private set; }

    public T? Find(string key) => informer.Find(key);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        var following = informer.RunAsync(stop.Token);
        try
        {
            await informer.Synced;
            IsLoaded = true;
            MarkDirty();
            await following;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception refused) when (refused is ApiStatusException or HttpRequestException)
        {
            Failure = refused.Message;
            MarkDirty();
        }
    }

    private async Task RedrawAsync()
    {
        try
        {
            while (true)
            {
                await dirty.Reader.ReadAsync(stop.Token);
                Items = [.. informer.Items];
                await changed();
                await Task.Delay(RedrawInterval, time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private void MarkDirty() => dirty.Writer.TryWrite(true);
}
