using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Makes sure on every silo that the configured schedulers run somewhere, also after a silo was lost.</summary>
internal sealed partial class SchedulerWaker(
    IGrainFactory grains, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<SchedulerWaker> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var key in options.Value.AllKeys)
            {
                await WakeAsync(key.ToString(), cancellationToken);
            }

            await Task.Delay(options.Value.WakePeriod, time, cancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WakeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<ISchedulerGrain>(name).WakeAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next round tries again.
            LogNotWoken(logger, name, exception);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
