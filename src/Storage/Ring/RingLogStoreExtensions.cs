using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Registers the log store over a grain storage.</summary>
public static class RingLogStoreExtensions
{
    /// <summary>The name of the grain storage that holds the logs.</summary>
    public const string StorageName = "logs";

    /// <summary>
    /// Keeps all state in the grain storage registered as <see cref="StorageName"/>. It must hand through the blocks'
    /// bytes (<see cref="RawBlocks"/>), create a state once however many try, and fail writes of older ETags.
    /// </summary>
    public static ISiloBuilder AddRingLogStore(this ISiloBuilder builder, Action<RingOptions> configure)
    {
        builder.Services.AddSingleton<IValidateOptions<RingOptions>, RingOptionsValidation>();
        builder.Services.AddOptions<RingOptions>().Configure(configure).ValidateOnStart();
        builder.Services.AddSingleton<ILogStore>(services =>
        {
            var options = services.GetRequiredService<IOptions<RingOptions>>().Value;
            var storage = services.GetRequiredKeyedService<IGrainStorage>(StorageName);
            var time = services.GetRequiredService<TimeProvider>();
            return new RingLogStore(
                new BlockStore(storage, options, time),
                options,
                Guid.NewGuid,
                time,
                services.GetRequiredService<ILogger<RingLogStore>>());
        });
        return builder;
    }

    /// <summary>The serializer to set in the options of that storage.</summary>
    public static IGrainStorageSerializer RawBlocks { get; } = new RingBlockSerializer();
}
