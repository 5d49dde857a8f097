using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansScheduler.Sdk.Health;

/// <summary>Healthy when the API server says that it is ready and takes the client's credentials.</summary>
internal sealed class ClusterHealthCheck(OrleansSchedulerClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.CheckReadyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is ApiStatusException or HttpRequestException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }
}
