using k8s.Models;
using OrleansScheduler.Sdk;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Deploy.Tests.Joining;

public sealed class JoinTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("joining-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Agent_PrintedCommand_IsANodeThatNeedsNoTokenAgain()
    {
        var command = await CommandAsync();
        await using (var first = HostProcess.Start(_data, [.. command, "--node-name", "printed", "--data", _data]))
        {
            await NodeIsReadyAsync("printed");
            await first.StopAsync();
        }

        var left = await LeaseRenewedAsync("printed");
        await using var again = HostProcess.Start(_data, ["agent", "--node-name", "printed", "--data", _data]);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await LeaseRenewedAsync("printed") <= left)
        {
            await pause.WaitForNextTickAsync(Cancelled);
        }
    }

    [Fact]
    public async Task Agent_NameOfANode_IsRefusedUnlessTheTokenIsForIt()
    {
        using var cluster = OrleansSchedulerClient.FromKubeconfig(fixture.Server.Kubeconfig);
        await cluster.Resources<V1Node>().CreateAsync(new() { Metadata = new() { Name = "taken" } }, Cancelled);

        var refused = await JoinAsync("taken", await CommandAsync());
        var other = await JoinAsync("another", await CommandAsync("--node", "taken"));
        var command = await CommandAsync("--node", "taken");
        await using var agent = HostProcess.Start(_data, [.. command, "--node-name", "taken", "--data", _data]);

        Assert.Contains("There is a node 'taken'", refused.Error, StringComparison.Ordinal);
        Assert.Contains("The token is for the node 'taken'", other.Error, StringComparison.Ordinal);
        await NodeIsReadyAsync("taken");
    }

    [Fact]
    public async Task Agent_TokenPastItsTime_IsRefused()
    {
        var result = await JoinAsync("late", await CommandAsync("--hours", "0"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has expired", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data, "kubeconfig")));
    }

    [Fact]
    public async Task Agent_OtherCa_ShowsItNoToken()
    {
        var command = await CommandAsync();

        var result = await JoinAsync("elsewhere", [.. command[..^1], "sha256:" + new string('0', 64)]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not the cluster of --ca-hash", result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> JoinAsync(string node, string[] command) =>
        HostProcess.RunAsync([.. command, "--node-name", node, "--data", _data], Cancelled);

    private async Task<string[]> CommandAsync(params string[] options)
    {
        var printed = await HostProcess.RunAsync(
            ["token", "create", "--data", fixture.Server.DataDirectory, .. options], Cancelled);
        Assert.Equal("", printed.ExitCode == 0 ? "" : printed.Error);
        var words = printed.Output.Trim().Split(' ');
        Assert.Equal("orleans-scheduler", words[0]);
        return words[1..];
    }

    private async Task NodeIsReadyAsync(string name)
    {
        using var cluster = OrleansSchedulerClient.FromKubeconfig(fixture.Server.Kubeconfig);
        await foreach (var change in cluster.Resources<V1Node>().WatchAsync(new() { FieldSelector = $"metadata.name={name}" }, Cancelled))
        {
            if (change.Resource.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true)
            {
                return;
            }
        }
    }

    private async Task<DateTime> LeaseRenewedAsync(string node)
    {
        using var cluster = OrleansSchedulerClient.FromKubeconfig(fixture.Server.Kubeconfig);
        var lease = await cluster.Resources<V1Lease>().FindAsync("kube-node-lease", node, Cancelled);
        return lease?.Spec.RenewTime ?? DateTime.MinValue;
    }
}
