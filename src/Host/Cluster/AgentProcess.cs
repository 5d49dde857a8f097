namespace OrleansScheduler.Host.Cluster;

/// <summary>A running node agent, in this process but an ordinary client of the API.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    public static Task<AgentProcess> StartAsync(AgentSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult(new AgentProcess());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
