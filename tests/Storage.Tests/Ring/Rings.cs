using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using OrleansScheduler.Storage.Ring;

namespace OrleansScheduler.Storage.Tests.Ring;

/// <summary>Makes log stores as processes of their own would.</summary>
internal static class Rings
{
    /// <summary>Few and small: wraps, splits and archives with every few records.</summary>
    public static RingOptions Small { get; } = new()
    {
        Slots = 24,
        BlockMaxBytes = 256,
        RecordMaxBytes = 1000,
        ArchiveBytes = 2000,
        Parallelism = 4,
        VolumeParallelism = 2,
    };

    public static RingLogStore Open(IGrainStorage storage, RingOptions options) => new(
        new BlockStore(storage, options, TimeProvider.System),
        options,
        Guid.NewGuid,
        TimeProvider.System,
        NullLogger<RingLogStore>.Instance);
}
