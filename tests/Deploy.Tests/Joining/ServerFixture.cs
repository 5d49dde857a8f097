using OrleansScheduler.TestKit;

namespace OrleansScheduler.Deploy.Tests.Joining;

/// <summary>A control plane without nodes, in a process of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private HostProcess? _server;

    public HostProcess Server => _server ?? throw new InvalidOperationException("The server has not started.");

    public async ValueTask InitializeAsync() =>
        _server = await HostProcess.StartServerAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
