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

    public static ISiloBuilder AddRevisionLogStreamProvider(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<RevisionLogStreamOptions>().ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<RevisionLogStreamOptions>, RevisionLogStreamOptionsValidation>();
        silo.Services.AddSingleton<IStreamQueueMapper>(services => Mapper(OptionsOf(services)));
        silo.Services.AddSingleton<SignalQueues>();
        return silo.AddPersistentStreams(
            Name,
            (services, name) => new RevisionLogAdapterFactory(
                name,
                services.GetRequiredService<IStreamQueueMapper>(),
                services.GetRequiredService<SignalQueues>(),
                OptionsOf(services)),
            Configure);
    }

    private static HashRingBasedStreamQueueMapper Mapper(RevisionLogStreamOptions options) =>
        new(new HashRingStreamQueueMapperOptions { TotalQueueCount = options.QueueCount }, Name);

    private static void Configure(ISiloPersistentStreamConfigurator streams)
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePullingAgent(agent => agent.Configure<IOptions<RevisionLogStreamOptions>>((pulling, options) =>
        {
            pulling.GetQueueMsgsTimerPeriod = options.Value.PollPeriod;
            pulling.MaxEventDeliveryTime = options.Value.DeliveryLongest;
            pulling.StreamInactivityPeriod = options.Value.StreamIdle;
        }));
        streams.ConfigureBackoffProvider(
            Orleans.Runtime.Providers.IQueueReaderBackoffProvider (services, _) =>
                new QueueReaderBackoff(OptionsOf(services).ReadBackoff));
    }

    private static RevisionLogStreamOptions OptionsOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<RevisionLogStreamOptions>>().Value;
}
