using System.Runtime.CompilerServices;
using System.Threading.Channels;
using k8s.Models;
using OrleansScheduler.Sdk.Pods;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>
/// Merges the logs of a Job's pods: every pod is followed from the moment its log can be read; when the Job has ended, the pods not
/// seen running are read too, and the sequence ends when every follower has.
/// </summary>
internal sealed class JobLogs(JobClient jobs, PodClient pods)
{
    private const int LinesBuffered = 1024;
    private readonly Channel<LogLine> lines = Channel.CreateBounded<LogLine>(LinesBuffered);
    private readonly Dictionary<string, Task> followers = [];

    public async IAsyncEnumerable<LogLine> ReadAsync(V1Job job, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = PumpAsync(job, stop.Token);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
            {
                yield return line;
            }

            await pump;
        }
        finally
        {
            await stop.CancelAsync();
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync(V1Job job, CancellationToken cancellationToken)
    {
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watching = WatchAsync(job, cancellationToken, ended.Token);
            await jobs.WaitAsync(job, cancellationToken);
            await ended.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await StartRemainingAsync(job, cancellationToken);
            await Task.WhenAll(followers.Values);
            lines.Writer.Complete();
        }
        catch (Exception failure)
        {
            lines.Writer.Complete(failure);
            throw;
        }
    }

    private async Task WatchAsync(V1Job job, CancellationToken following, CancellationToken cancellationToken)
    {
        await foreach (var change in jobs.WatchPodsAsync(job, cancellationToken))
        {
            if (change.Type != ResourceEventType.Deleted && change.Resource.Status?.Phase is "Running" or "Succeeded" or "Failed")
            {
                Follow(change.Resource, following);
            }
        }
    }

    private async Task StartRemainingAsync(V1Job job, CancellationToken cancellationToken)
    {
        foreach (var pod in (await pods.Resources.ListAsync(JobPods.Of(job), cancellationToken)).Items)
        {
            Follow(pod, cancellationToken);
        }
    }

    private void Follow(V1Pod pod, CancellationToken cancellationToken)
    {
        if (!followers.ContainsKey(pod.Metadata.Name))
        {
            followers.Add(pod.Metadata.Name, FollowAsync(pod, cancellationToken));
        }
    }

    private async Task FollowAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            var options = new LogOptions { Follow = true, Container = pod.Spec.Containers[0].Name };
            await foreach (var text in pods.LogsAsync(
                pod.Metadata.NamespaceProperty, pod.Metadata.Name, options, cancellationToken))
            {
                await lines.Writer.WriteAsync(new(pod.Metadata.Name, text, JobPods.IndexOf(pod)), cancellationToken);
            }
        }
        catch (ApiStatusException unreadable) when (unreadable.Code is 400 or 404)
        {
            // A pod that never started, or is already gone, has no log.
        }
    }
}
