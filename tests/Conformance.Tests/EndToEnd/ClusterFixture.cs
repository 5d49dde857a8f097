using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>One running cluster for the tests of a class, and kubectl pointed at it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private static readonly Tool Kubectl = new("kubectl");
    private HostProcess? _host;

    public HostProcess Host => _host ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() =>
        _host = await HostProcess.StartClusterAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>Runs kubectl and expects exit code 0.</summary>
    public Task<CommandResult> KubectlAsync(params string[] arguments) => FeedKubectlAsync("", arguments);

    /// <summary>Runs kubectl with a manifest as its input and expects exit code 0.</summary>
    public async Task<CommandResult> FeedKubectlAsync(string input, params string[] arguments)
    {
        Assert.SkipWhen(Kubectl.Path is null, "kubectl is not installed.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var result = await Kubectl.RunAsync(
            arguments,
            new Dictionary<string, string>
            {
                ["KUBECONFIG"] = Host.Kubeconfig,
                ["HOME"] = Host.DataDirectory,
            },
            patience.Token,
            input);
        Assert.True(result.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {result}\n{Host.Output}");
        return result;
    }
}
