using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>The end of a whole pod: main containers together, then the sidecars from the last to the first, all within one grace period.</summary>
internal sealed class PodTermination : IDisposable
{
    private readonly CancellationTokenSource cutShort = new();
    private readonly TimeProvider time;
    private readonly long begun;
    private ITimer? timer;

    public PodTermination(V1Pod pod, IReadOnlyList<ContainerSlot> slots, TimeSpan grace, ContainerStopper stopper, TimeProvider time)
    {
        this.time = time;
        begun = time.GetTimestamp();
        Grace = grace;
        Completed = RunAsync(pod, slots, stopper);
    }

    public TimeSpan Grace { get; private set; }

    public Task Completed { get; }

    /// <summary>A deletion with less grace than the one under way.</summary>
    public void Shorten(TimeSpan grace)
    {
        if (grace < Grace)
        {
            Grace = grace;
            var rest = grace - time.GetElapsedTime(begun);
            timer?.Dispose();
            timer = time.CreateTimer(
                _ => cutShort.Cancel(), null, rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        cutShort.Dispose();
    }

    private async Task RunAsync(V1Pod pod, IReadOnlyList<ContainerSlot> slots, ContainerStopper stopper)
    {
        await Task.WhenAll(slots.Where(slot => slot.Role != ContainerRole.Sidecar).Select(StopAsync));
        foreach (var sidecar in slots.Where(slot => slot.Role == ContainerRole.Sidecar).Reverse())
        {
            await StopAsync(sidecar);
        }

        Task StopAsync(ContainerSlot slot)
        {
            var rest = Grace - time.GetElapsedTime(begun);
            return stopper.StopAsync(
                pod, slot, $"Stopping container {slot.Spec.Name}", rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cutShort.Token);
        }
    }
}
