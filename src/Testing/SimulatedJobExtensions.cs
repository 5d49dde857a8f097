using System.Globalization;
using OrleansScheduler.Sdk.Jobs;

namespace OrleansScheduler.Testing;

/// <summary>Says how a Job's pods fare on simulated nodes.</summary>
public static class SimulatedJobExtensions
{
    /// <summary>Lets the containers seem to run so long and end with the exit code.</summary>
    public static JobBuilder Simulated(this JobBuilder job, TimeSpan runTime, int exitCode = 0) => job
        .PodAnnotation("orleans-scheduler.dev/simulated-seconds", runTime.TotalSeconds.ToString(CultureInfo.InvariantCulture))
        .PodAnnotation("orleans-scheduler.dev/simulated-exit-code", exitCode.ToString(CultureInfo.InvariantCulture));
}
