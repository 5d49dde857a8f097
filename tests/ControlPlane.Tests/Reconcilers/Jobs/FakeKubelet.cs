using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

/// <summary>Ends each new pod as told: with an exit code, or leaves it running when there is none.</summary>
internal sealed class FakeKubelet(
    IResourceStore store, IResourceRegistry registry, TimeProvider time, Func<V1Pod, int?> exitCode) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<string> _active = [];
    private Task _running = Task.CompletedTask;

    /// <summary>How many pods were made.</summary>
    public int Created { get; private set; }

    /// <summary>The most pods that were there and had not ended at the same time.</summary>
    public int ActiveMost { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var watch = await store.WatchAsync("pods", new WatchQuery { AfterRevision = null }, cancellationToken);
        _running = RunAsync(watch);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(IResourceWatch watch)
    {
        await using var open = watch;
        while (await watch.WaitToReadAsync(_stopping.Token))
        {
            while (watch.TryRead(out var change))
            {
                await SeeAsync(change);
            }
        }
    }

    private async Task SeeAsync(WatchEvent change)
    {
        var pod = change.Object.As<V1Pod>();
        var isOver = change.Type == WatchEventType.Deleted || pod.Metadata.DeletionTimestamp is not null
            || pod.Status.Phase is "Succeeded" or "Failed";
        if (isOver)
        {
            _active.Remove(pod.Metadata.Uid);
        }
        else if (_active.Add(pod.Metadata.Uid))
        {
            Created++;
            ActiveMost = Math.Max(ActiveMost, _active.Count);
            await RunAsync(pod);
        }
    }

    private async Task RunAsync(V1Pod pod)
    {
        try
        {
            await registry.UpdateAsync(
                Kinds.Of<V1Pod>(),
                new ObjectKey(pod.Metadata.NamespaceProperty, pod.Metadata.Name),
                "status",
                state => Run((V1Pod)state!, exitCode(pod)),
                WriteOptions.ByController("kubelet"),
                _stopping.Token);
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            // Deleted before it ran.
        }
    }

    private V1Pod Run(V1Pod pod, int? code)
    {
        pod.Status.Phase = code switch { null => "Running", 0 => "Succeeded", _ => "Failed" };
        pod.Status.Conditions = [new V1PodCondition { Type = "Ready", Status = code is null ? "True" : "False" }];
        if (code is { } exited)
        {
            var end = new V1ContainerStateTerminated { ExitCode = exited, FinishedAt = time.GetUtcNow().UtcDateTime };
            pod.Status.ContainerStatuses =
            [
                new V1ContainerStatus
                {
                    Name = pod.Spec.Containers[0].Name,
                    Image = "none",
                    ImageID = "",
                    State = new V1ContainerState { Terminated = end },
                },
            ];
        }

        return pod;
    }
}
