using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// The Orleans stream provider that is fed from the revision log: a committed write is a signal on the stream of its
/// object and of its controller owner. A stream's namespace is a controller's name, its key <c>namespace/name</c>;
/// a grain receives it with <c>[ImplicitStreamSubscription("job-controller")]</c>.
/// </summary>
internal static class RevisionLogStreamProvider
{
    public const string Name = "RevisionLog";

    public static ISiloBuilder AddRevisionLogStreamProvider(this ISiloBuilder silo, RevisionLogStreamOptions options)
    {
        silo.Services.AddSingleton(Options.Create(options));
        silo.Services.AddSingleton<IStreamQueueMapper>(Mapper(options));
        silo.Services.AddSingleton<SignalQueues>();
        return silo.AddPersistentStreams(
            Name,
            (services, name) => new RevisionLogAdapterFactory(
                name,
                services.GetRequiredService<IStreamQueueMapper>(),
                services.GetRequiredService<SignalQueues>(),
                options),
            streams => Configure(streams, options));
    }

    private static HashRingBasedStreamQueueMapper Mapper(RevisionLogStreamOptions options) =>
        new(new HashRingStreamQueueMapperOptions { TotalQueueCount = options.QueueCount }, Name);

    private static void Configure(ISiloPersistentStreamConfigurator streams, RevisionLogStreamOptions options)
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePullingAgent(agent => agent.Configure(pulling =>
        {
            pulling.GetQueueMsgsTimerPeriod = options.PollPeriod;
            pulling.MaxEventDeliveryTime = options.DeliveryLongest;
            pulling.StreamInactivityPeriod = options.StreamIdle;
        }));
        streams.ConfigureBackoffProvider(
            Orleans.Runtime.Providers.IQueueReaderBackoffProvider (_, _) => new QueueReaderBackoff(options.ReadBackoff));
    }
}
