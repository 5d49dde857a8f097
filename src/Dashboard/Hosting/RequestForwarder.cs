using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansScheduler.Dashboard.Hosting;

/// <summary>A server without a socket: its requests come from the server around it.</summary>
internal sealed class RequestForwarder : IServer
{
    private Func<IFeatureCollection, Task>? handle;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task HandleAsync(IFeatureCollection features) =>
        handle?.Invoke(features) ?? throw new InvalidOperationException("The dashboard has not been started.");

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        handle = features => ProcessAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    // A collection of its own, since the outer application keeps its context in the connection's; and without what the outer
    // application found out about the request.
    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        features.Set<IServiceProvidersFeature>(null);
        features.Set<IEndpointFeature>(null);
        features.Set<IRouteValuesFeature>(null);
        var context = application.CreateContext(new FeatureCollection(features));
        try
        {
            await application.ProcessRequestAsync(context);
            application.DisposeContext(context, null);
        }
        catch (Exception failure)
        {
            application.DisposeContext(context, failure);
            throw;
        }
    }
}
