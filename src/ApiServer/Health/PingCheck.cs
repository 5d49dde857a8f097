namespace OrleansScheduler.ApiServer.Health;

/// <summary>The process answers requests.</summary>
internal sealed class PingCheck : IReadinessCheck
{
    public string Name => "ping";

    public bool IsLiveness => true;

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
