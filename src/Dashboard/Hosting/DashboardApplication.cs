using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;
using OrleansScheduler.Dashboard.Components;
using OrleansScheduler.Dashboard.Sessions;

namespace OrleansScheduler.Dashboard.Hosting;

/// <summary>The dashboard's own application with its own services, apart from those of the process it runs in.</summary>
internal sealed class DashboardApplication : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly RequestForwarder server;

    private DashboardApplication(WebApplication application, RequestForwarder server)
    {
        this.application = application;
        this.server = server;
    }

    public static async Task<DashboardApplication> StartAsync(DashboardOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = options.ApplicationName,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var server = new RequestForwarder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(server));
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System);
        builder.Services.AddDataProtection()
            .SetApplicationName("orleans-scheduler-dashboard")
            .PersistKeysToFileSystem(Directory.CreateDirectory(options.KeyDirectory));
        builder.Services.AddSessions(options);
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var application = builder.Build();
        application.UseDashboardHeaders();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();
        application.MapStaticAssets().AllowAnonymous();
        application.MapSessions();
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        await application.StartAsync(cancellationToken);
        return new(application, server);
    }

    public Task HandleAsync(IFeatureCollection features) => server.HandleAsync(features);

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
