using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources.Admission;
using OrleansScheduler.Resources.Core.Namespaces;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Resources;

/// <summary>Registers the write pipeline; the store comes from the host.</summary>
public static class ResourcesServiceCollectionExtensions
{
    public static IServiceCollection AddResources(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new IdGenerator(new Random()));
        services.AddAdmission();
        services.AddRegistry();
        return services;
    }

    private static void AddAdmission(this IServiceCollection services)
    {
        services.AddOptions<AdmissionOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdmissionOptions>, AdmissionOptionsValidation>();
        services.AddSingleton(provider => AdmissionPlugins.CreateChain(
            provider, provider.GetRequiredService<IOptions<AdmissionOptions>>().Value));
    }

    private static void AddRegistry(this IServiceCollection services)
    {
        services.AddSingleton<OwnershipTracking>();
        services.AddSingleton<Creation>();
        services.AddSingleton<Updating>();
        services.AddSingleton<Deletion>();
        services.AddSingleton<IResourceRegistry, ResourceRegistry>();
        services.AddSingleton<IPodBinder, PodBinder>();
        services.AddSingleton<SystemNamespaces>();
    }
}
