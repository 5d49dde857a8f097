namespace OrleansScheduler.Host.Dashboards;

/// <summary>Keeps the dashboard's port and the API's apart.</summary>
internal static class DashboardRouting
{
    public static void UseDashboard(this WebApplication application)
    {
        var listener = application.Services.GetRequiredService<DashboardListener>();
        application.Use((context, next) => DashboardListener.Owns(context) ? listener.HandleAsync(context) : next(context));
    }
}
