using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// What a pod needs now. Init containers run one after the other, a sidecar must have started before the next; then all main containers
/// run together. The pod is over when no main container runs or wants to run again, or an init container failed for good.
/// </summary>
internal sealed record PodPlan(IReadOnlyList<ContainerSlot> Start, IReadOnlyList<ContainerSlot> BackOff, bool IsOver)
{
    public static PodPlan Decide(IReadOnlyList<ContainerSlot> slots, string restartPolicy, DateTimeOffset now)
    {
        var start = new List<ContainerSlot>();
        var backOff = new List<ContainerSlot>();
        var mains = slots.Where(slot => slot.Role == ContainerRole.Main).ToList();
        if (mains.Any(slot => slot.Run is not null))
        {
            var over = mains.TrueForAll(slot => slot.Exit is not null && !slot.WantsRestart(restartPolicy));
            foreach (var slot in slots.Where(slot => slot.Role != ContainerRole.Init && !over))
            {
                Consider(slot);
            }

            return new(start, backOff, over);
        }

        foreach (var slot in slots.Where(slot => slot.Role != ContainerRole.Main))
        {
            if (slot.Role == ContainerRole.Init ? slot.Exit is { ExitCode: 0 } : slot.IsStarted)
            {
                continue;
            }

            Consider(slot);
            return new(start, backOff, slot.Exit is not null && !slot.WantsRestart(restartPolicy));
        }

        mains.ForEach(Consider);
        return new(start, backOff, false);

        void Consider(ContainerSlot slot)
        {
            if (slot.Run is null || slot.WantsRestart(restartPolicy))
            {
                (slot.NotBefore > now ? backOff : start).Add(slot);
            }
        }
    }

    /// <summary>How long nothing happens by itself: until a start that is held back, the pod's deadline, or the next regular look.</summary>
    public static TimeSpan NextOccasion(
        IReadOnlyList<ContainerSlot> slots, DateTimeOffset? deadline, DateTimeOffset now, TimeSpan syncPeriod) =>
        slots.Select(slot => slot.NotBefore).Append(deadline)
            .OfType<DateTimeOffset>()
            .Where(time => time > now)
            .Append(now + syncPeriod)
            .Min() - now;
}
