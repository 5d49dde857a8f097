using System.Collections.Concurrent;
using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Gives every pod of the node its worker, and ends what belongs to no pod.</summary>
internal sealed partial class PodSupervisor(PodContext context, ILogger<PodSupervisor> logger)
{
    private readonly ConcurrentDictionary<string, PodWorker> workers = new();
    private readonly ConcurrentDictionary<string, List<IContainer>> recovered = new();
    private CancellationToken stopping = CancellationToken.None;

    /// <summary>Finds the containers of an earlier agent; call it before the first pod is accepted.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        stopping = cancellationToken;
        foreach (var pod in (await context.Runtime.RecoverAsync(cancellationToken)).GroupBy(container => container.Spec.PodUid))
        {
            recovered[pod.Key] = [.. pod];
        }
    }

    public PodWorker? Find(string @namespace, string name) => workers.Values.FirstOrDefault(
        worker => worker.Pod.Metadata.Name == name && worker.Pod.Metadata.NamespaceProperty == @namespace);

    public void Accept(ResourceEvent<V1Pod> change)
    {
        var uid = change.Resource.Metadata.Uid;
        if (change.Type == ResourceEventType.Deleted)
        {
            if (workers.TryGetValue(uid, out var gone))
            {
                gone.Forget();
            }
        }
        else if (workers.TryGetValue(uid, out var known))
        {
            known.Update(change.Resource);
        }
        else
        {
            Start(change.Resource);
        }
    }

    /// <summary>Ends the containers of pods that were deleted while no agent ran, and removes their files.</summary>
    public async Task EndUnknownAsync(IEnumerable<V1Pod> known, CancellationToken cancellationToken)
    {
        var uids = known.Select(pod => pod.Metadata.Uid).ToHashSet();
        foreach (var (uid, containers) in recovered.Where(pod => !uids.Contains(pod.Key)).ToList())
        {
            LogUnknownEnded(logger, uid, containers.Count);
            foreach (var container in containers)
            {
                container.Kill();
                await container.Exited;
                await container.RemoveAsync(cancellationToken);
            }

            recovered.TryRemove(uid, out _);
        }

        foreach (var folder in Directory.EnumerateDirectories(context.Paths.Pods))
        {
            var uid = Path.GetFileName(folder);
            if (!uids.Contains(uid) && !workers.ContainsKey(uid))
            {
                context.Volumes.Remove(uid);
            }
        }
    }

    private void Start(V1Pod pod)
    {
        recovered.TryRemove(pod.Metadata.Uid, out var containers);
        var worker = new PodWorker(pod, context, containers ?? [], null, logger);
        workers[pod.Metadata.Uid] = worker;
        _ = RunAsync(pod.Metadata.Uid, worker);
    }

    private async Task RunAsync(string uid, PodWorker worker)
    {
        try
        {
            await Task.Yield();
            await worker.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The agent ends; the pod goes on.
        }
        finally
        {
            workers.TryRemove(uid, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Pod {Uid} is not known to the cluster; its {Count} containers are ended")]
    private static partial void LogUnknownEnded(ILogger logger, string uid, int count);
}
