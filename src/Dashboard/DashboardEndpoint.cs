using Microsoft.AspNetCore.Http;
using OrleansScheduler.Dashboard.Hosting;

namespace OrleansScheduler.Dashboard;

/// <summary>
/// Answers the dashboard's requests inside another server. The application behind it is built on the first request, so a
/// cluster at which nobody looks does not pay for it.
/// </summary>
public sealed class DashboardEndpoint(DashboardOptions options) : IAsyncDisposable
{
    private readonly Lazy<Task<DashboardApplication>> application =
        new(() => DashboardApplication.StartAsync(options, CancellationToken.None));

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var dashboard = await application.Value;
        await dashboard.HandleAsync(context.Features);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (application.IsValueCreated)
        {
            await (await application.Value).DisposeAsync();
        }
    }
}
