using OrleansScheduler.NodeAgent.Containers;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>The phase that follows from the states of the containers.</summary>
internal static class PodPhase
{
    public static string Of(PodObservation observation)
    {
        if (observation.Failure is not null)
        {
            return "Failed";
        }

        var policy = observation.Pod.Spec.RestartPolicy ?? "Always";
        var mains = observation.Slots.Where(slot => slot.Role == ContainerRole.Main).ToList();
        var inits = observation.Slots.Where(slot => slot.Role == ContainerRole.Init).ToList();
        var mainHasRun = mains.Exists(slot => slot.Run is not null);
        if (!mainHasRun)
        {
            var initHasFailed = inits.Exists(slot => slot.Exit is { ExitCode: not 0 } && !slot.WantsRestart(policy));
            return initHasFailed || observation.IsStopped ? "Failed" : "Pending";
        }

        if (mains.Exists(slot => slot.Run is null))
        {
            return observation.IsStopped ? "Failed" : "Pending";
        }

        if (mains.Exists(slot => slot.IsRunning))
        {
            return "Running";
        }

        if (!observation.IsStopped && mains.Exists(slot => slot.WantsRestart(policy)))
        {
            return "Running";
        }

        // Sidecars still running keep a finished pod Running until they, too, have ended.
        return observation.Slots.Any(slot => slot.Role == ContainerRole.Sidecar && slot.IsRunning) && !observation.IsStopped
            ? "Running"
            : mains.TrueForAll(slot => slot.Exit is { ExitCode: 0 }) ? "Succeeded" : "Failed";
    }

    public static bool IsTerminal(string? phase) => phase is "Succeeded" or "Failed";
}
