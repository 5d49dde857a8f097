using System.Collections.Concurrent;
using System.Threading.Channels;
using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Pods.Admission;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// Gives every pod of the node its worker, one pod after the other, so that each is judged by what was taken in before it; and ends what belongs
/// to no pod.
/// </summary>
internal sealed partial class PodSupervisor(PodContext context, INodeReader node, string operatingSystem, ILogger<PodSupervisor> logger)
{
    private readonly Channel<ResourceEvent<V1Pod>> changes = Channel.CreateUnbounded<ResourceEvent<V1Pod>>();
    private readonly ConcurrentDictionary<string, PodWorker> workers = new();
    private readonly ConcurrentDictionary<string, Task> running = new();
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

    /// <summary>Hands over what the watch tells; it is worked on in its order, once the supervisor runs.</summary>
    public void Accept(ResourceEvent<V1Pod> change) => changes.Writer.TryWrite(change);

    /// <summary>Takes in all pods there are, those that already ran here first, ends what has no pod any more, then follows the changes.</summary>
    public async Task RunAsync(IReadOnlyCollection<V1Pod> known, CancellationToken cancellationToken)
    {
        foreach (var pod in known.OrderBy(pod => !WasAdmitted(pod)).ThenBy(pod => pod.Metadata.CreationTimestamp))
        {
            await TakeInAsync(pod, cancellationToken);
        }

        await EndUnknownAsync(known);
        await foreach (var change in changes.Reader.ReadAllAsync(cancellationToken))
        {
            if (change.Type != ResourceEventType.Deleted)
            {
                await TakeInAsync(change.Resource, cancellationToken);
            }
            else if (workers.TryGetValue(change.Resource.Metadata.Uid, out var gone))
            {
                gone.Forget();
            }
        }
    }

    /// <summary>Ends all pods within the grace and leaves nothing of them on the machine; call it when the workers have been stopped.</summary>
    public async Task EndAllAsync(TimeSpan grace)
    {
        await Task.WhenAll(running.Values);
        await Task.WhenAll(workers.Values.Select(worker => worker.EndAsync(grace)));
        await Task.WhenAll(recovered.Values.SelectMany(containers => containers).Select(RemoveAsync));
    }

    private async Task TakeInAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var uid = pod.Metadata.Uid;
        if (workers.TryGetValue(uid, out var worker))
        {
            worker.Update(pod);
            return;
        }

        var rejection = WasAdmitted(pod) ? null : await JudgeAsync(pod, cancellationToken);
        recovered.TryRemove(uid, out var containers);
        worker = new PodWorker(pod, context, containers ?? [], rejection, logger);
        workers[uid] = worker;
        running[uid] = RunAsync(uid, worker);
    }

    /// <summary>A pod once admitted stays so, whatever has become of the node since.</summary>
    private bool WasAdmitted(V1Pod pod) =>
        pod.Status?.StartTime is not null || pod.Metadata.DeletionTimestamp is not null
        || PodPhase.IsTerminal(pod.Status?.Phase) || recovered.ContainsKey(pod.Metadata.Uid);

    private async Task<PodFailure?> JudgeAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var others = workers.Values.Where(worker => worker.IsActive).Select(worker => worker.Pod).ToList();
        var refusal = PodAdmission.Judge(pod, others, node.Current, operatingSystem);
        return refusal?.Reason == PodAdmission.AffinityReason
            // The label may be so new that the watch has not told it yet.
            ? PodAdmission.Judge(pod, others, await node.ReadAsync(cancellationToken), operatingSystem)
            : refusal;
    }

    private async Task EndUnknownAsync(IReadOnlyCollection<V1Pod> known)
    {
        var uids = known.Select(pod => pod.Metadata.Uid).ToHashSet();
        foreach (var (_, worker) in workers.Where(pod => !uids.Contains(pod.Key)))
        {
            worker.Forget();
        }

        foreach (var (uid, containers) in recovered.Where(pod => !uids.Contains(pod.Key)).ToList())
        {
            LogUnknownEnded(logger, uid, containers.Count);
            await Task.WhenAll(containers.Select(RemoveAsync));
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

    private static async Task RemoveAsync(IContainer container)
    {
        container.Kill();
        await container.Exited;
        await container.RemoveAsync(CancellationToken.None);
    }

    private async Task RunAsync(string uid, PodWorker worker)
    {
        try
        {
            await Task.Yield();
            await worker.RunAsync(stopping);
            workers.TryRemove(uid, out _);
            running.TryRemove(uid, out _);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The agent ends; the pod goes on, unless the agent was asked to end it.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Pod {Uid} is not known to the cluster; its {Count} containers are ended")]
    private static partial void LogUnknownEnded(ILogger logger, string uid, int count);
}
