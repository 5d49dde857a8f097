using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Removes volumes that the head does not refer to any more, or never did.</summary>
internal sealed class RingCleaning(RingRoot root, VolumeStore volumes, ILogger logger)
{
    /// <summary>Removes what changes of the head have made unneeded; what fails stays noted there.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var volume in root.Head.Garbage)
            {
                await volumes.DeleteAsync(volume, cancellationToken);
                root.Removed(volume.Id);
            }
        }
        catch (Exception failure) when (failure is BlockConflictException or StoreUnavailableException)
        {
            RingLogLog.RemovalFailed(logger, failure, root.Epoch.Log);
        }
    }

    /// <summary>Removes, after a log was opened, what the epochs before had begun and never finished.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(cancellationToken);
            await SweepUnsweptAsync(root.Head, cancellationToken);
        }
        catch (Exception failure)
        {
            RingLogLog.RemovalFailed(logger, failure, root.Epoch.Log);
        }
    }

    private async Task SweepUnsweptAsync(RingHead found, CancellationToken cancellationToken)
    {
        var needed = found.Volumes.Concat(found.Garbage).Select(volume => volume.Id).ToHashSet();
        foreach (var from in found.Unswept)
        {
            await volumes.DeleteFromAsync(from, needed, cancellationToken);
        }

        if (found.Unswept.Count > 0)
        {
            await root.ChangeAsync(
                null, head => head with { Unswept = [.. head.Unswept.Except(found.Unswept)] }, cancellationToken);
        }
    }
}
