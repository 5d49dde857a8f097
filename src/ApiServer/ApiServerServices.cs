using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.Authorization;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.Health;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Metrics;
using OrleansScheduler.ApiServer.OpenApi;
using OrleansScheduler.ApiServer.PodExplanations;
using OrleansScheduler.ApiServer.PodLogs;
using OrleansScheduler.ApiServer.PodWrites;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Reviews;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.ServiceAccountTokens;
using OrleansScheduler.ApiServer.Tables;
using OrleansScheduler.ApiServer.Watches;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer;

/// <summary>Registers the API server.</summary>
public static class ApiServerServices
{
    /// <summary>
    /// Serves every kind of <see cref="Kinds.All"/>. The host adds the store, the registry, the
    /// <see cref="ITokenAuthenticator"/>s that know its tokens, the <see cref="IServiceAccountTokenSigner"/> and the
    /// <see cref="IPodExplainer"/>.
    /// </summary>
    public static IServiceCollection AddApiServer(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ServedResources(Kinds.All));
        return services.AddAccessControl()
            .AddResponses()
            .AddVerbs()
            .AddPodSubresources()
            .AddTokenRequests()
            .AddReviews()
            .AddDescriptionsHealthAndMetrics();
    }

    private static IServiceCollection AddAccessControl(this IServiceCollection services)
    {
        services.TryAddSingleton<IAuthorizer, BuiltInAuthorizer>();
        return services.AddSingleton<TokenAuthentication>();
    }

    private static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddSingleton<TableWriter>()
        .AddSingleton<ObjectSender>()
        .AddSingleton<ListSender>();

    private static IServiceCollection AddVerbs(this IServiceCollection services) => services
        .AddSingleton<ResourceEndpoint>()
        .AddSingleton<VerbHandlers>()
        .AddSingleton<ObjectLister>()
        .AddSingleton<GetHandler>()
        .AddSingleton<ListHandler>()
        .AddSingleton<WatchHandler>()
        .AddSingleton<CreateHandler>()
        .AddSingleton<RepeatedRenewals>()
        .AddSingleton<UpdateHandler>()
        .AddSingleton<ApplyHandler>()
        .AddSingleton<PatchHandler>()
        .AddSingleton<DeleteHandler>()
        .AddSingleton<DeleteCollectionHandler>();

    private static IServiceCollection AddPodSubresources(this IServiceCollection services)
    {
        services.AddOptions<KubeletClientOptions>();
        services.AddSingleton<KubeletConnections>().AddSingleton<ISubresourceHandler, PodLogHandler>();
        services.AddSingleton<ISubresourceHandler, PodBindingHandler>().AddSingleton<VirtualResource, Bindings>();
        services.AddSingleton<ISubresourceHandler, PodEvictionHandler>();
        services.AddSingleton<ISubresourceHandler, PodExplainHandler>();
        foreach (var name in (string[])["attach", "exec", "portforward", "proxy"])
        {
            services.AddSingleton<ISubresourceHandler>(
                provider => new PodStreamHandler(provider.GetRequiredService<IResourceStore>(), name));
        }

        return services;
    }

    private static IServiceCollection AddTokenRequests(this IServiceCollection services) => services
        .AddSingleton<TokenBindings>()
        .AddSingleton<NodeTokenRule>()
        .AddSingleton<ISubresourceHandler, TokenRequestHandler>();

    private static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<AccessReviewer>()
        .AddSingleton<VirtualResource, SelfSubjectAccessReviews>()
        .AddSingleton<VirtualResource, SelfSubjectRulesReviews>()
        .AddSingleton<VirtualResource, SubjectAccessReviews>()
        .AddSingleton<VirtualResource, LocalSubjectAccessReviews>()
        .AddSingleton<VirtualResource, SelfSubjectReviews>()
        .AddSingleton<VirtualResource, TokenReviews>();

    private static IServiceCollection AddDescriptionsHealthAndMetrics(this IServiceCollection services) => services
        .AddSingleton<DiscoveryCatalog>()
        .AddSingleton<DiscoveryEndpoints>()
        .AddSingleton<OpenApiCatalog>()
        .AddSingleton<OpenApiEndpoints>()
        .AddSingleton<HealthEndpoints>()
        .AddMetrics()
        .AddSingleton<RequestMetrics>();
}
