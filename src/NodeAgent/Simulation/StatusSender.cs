using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// Tells the cluster what became of pods, several at a time but of each pod one thing after the other: always the newest,
/// so states that passed meanwhile are skipped, as the kubelet skips them.
/// </summary>
/// <param name="gate">Held while the state of a pod is read or changed.</param>
internal sealed partial class StatusSender(
    SimulationApi api, Agenda agenda, SimulationFigures figures, int concurrency, Lock gate, ILogger logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly Channel<SimulatedPod> waiting = Channel.CreateUnbounded<SimulatedPod>();

    /// <summary>The pod has changed. The caller holds the gate.</summary>
    public void Tell(SimulatedPod pod)
    {
        pod.HasNews = true;
        Enqueue(pod);
    }

    /// <summary>The pod has ended and was deleted: it may go. The caller holds the gate.</summary>
    public void Remove(SimulatedPod pod)
    {
        pod.MayBeRemoved = true;
        Enqueue(pod);
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(() => WorkAsync(cancellationToken), cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var pod in waiting.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await SendAsync(pod, cancellationToken);
                Done(pod);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                figures.Troubled();
                LogNotTold(logger, pod.Path, failure.Message);
                agenda.Add(Retry, () => TryAgain(pod));
            }
        }
    }

    private async Task SendAsync(SimulatedPod pod, CancellationToken cancellationToken)
    {
        var (patch, stage) = NextPatch(pod);
        if (patch is { } body)
        {
            var answer = await api.SendAsync(
                HttpMethod.Patch, pod.Path + "/status", body, SimulationApi.StrategicPatch, cancellationToken);
            answer.EnsureSuccessOr(HttpStatusCode.NotFound);
            Told(pod, stage);
        }

        if (MayRemove(pod))
        {
            var options = $$$"""{"gracePeriodSeconds":0,"preconditions":{"uid":"{{{pod.Uid}}}"}}""";
            var answer = await api.SendAsync(
                HttpMethod.Delete, pod.Path, Encoding.UTF8.GetBytes(options), SimulationApi.Json, cancellationToken);
            answer.EnsureSuccessOr(HttpStatusCode.NotFound, HttpStatusCode.Conflict);
        }
    }

    private (ReadOnlyMemory<byte>? Patch, PodStage Stage) NextPatch(SimulatedPod pod)
    {
        lock (gate)
        {
            var patch = pod.HasNews && !pod.IsGone ? PodStatusJson.Patch(pod) : (ReadOnlyMemory<byte>?)null;
            pod.HasNews = false;
            return (patch, pod.Stage);
        }
    }

    private void Told(SimulatedPod pod, PodStage stage)
    {
        lock (gate)
        {
            if (stage != PodStage.Starting && pod.BoundAt is { } boundAt)
            {
                pod.BoundAt = null;
                figures.Running(boundAt);
            }
        }
    }

    private bool MayRemove(SimulatedPod pod)
    {
        lock (gate)
        {
            var may = pod is { MayBeRemoved: true, HasNews: false, IsGone: false };
            pod.MayBeRemoved &= !may;
            return may;
        }
    }

    // What happened while the request was under way is told next.
    private void Done(SimulatedPod pod)
    {
        lock (gate)
        {
            pod.IsBeingTold = false;
            if (pod.HasNews || pod.MayBeRemoved)
            {
                Enqueue(pod);
            }
        }
    }

    private void TryAgain(SimulatedPod pod)
    {
        lock (gate)
        {
            pod.IsBeingTold = false;
            if (!pod.IsGone)
            {
                pod.MayBeRemoved |= pod is { IsDeleting: true, HasEnded: true };
                Tell(pod);
            }
        }
    }

    private void Enqueue(SimulatedPod pod)
    {
        if (!pod.IsBeingTold && !pod.IsGone)
        {
            pod.IsBeingTold = true;
            waiting.Writer.TryWrite(pod);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Pod} could not be told of, trying again: {Problem}")]
    private static partial void LogNotTold(ILogger logger, string pod, string problem);
}
