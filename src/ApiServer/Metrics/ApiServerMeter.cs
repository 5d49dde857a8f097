namespace OrleansScheduler.ApiServer.Metrics;

/// <summary>The meter of the API server.</summary>
public static class ApiServerMeter
{
    public const string Name = "OrleansScheduler.ApiServer";
}
