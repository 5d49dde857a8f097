using k8s;
using k8s.Models;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A node in a process of its own, joined to a control plane in another with the kubeconfig the commands make for it.</summary>
public sealed class AgentProcessTests
{
    private const string Node = "worker-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_KilledWhileAJobRuns_JoinsAgainAndTakesItsContainerOver()
    {
        await using var server = await HostProcess.StartServerAsync(Cancellation);
        var data = Directory.CreateTempSubdirectory("orleans-scheduler-agent-").FullName;
        try
        {
            var kubeconfig = await JoinAsync(server, data);
            using var client = server.CreateClient();
            var go = Path.Combine(data, "go");
            string process;
            await using (var agent = HostProcess.StartAgent(data, kubeconfig, Node))
            {
                await RunJobAsync(client, $"echo before; while [ ! -e {go} ]; do sleep 0.1; done; echo after");
                var running = await PodAsync(client, agent, pod => pod.Status.Phase == "Running");
                Assert.Equal(Node, running.Spec.NodeName);
                await LoggedAsync(client, running.Metadata.Name, "before\n");
                process = ProcessOfOnlyContainer(data);
                await agent.KillAsync();
            }

            await using var second = HostProcess.StartAgent(data, kubeconfig, Node);
            await File.WriteAllTextAsync(go, "", Cancellation);
            Assert.Equal(process, ProcessOfOnlyContainer(data));
            var ended = await PodAsync(client, second, pod => pod.Status.Phase == "Succeeded");
            Assert.Equal(0, ended.Status.ContainerStatuses[0].RestartCount);
            await LoggedAsync(client, ended.Metadata.Name, "before\nafter\n");
        }
        finally
        {
            await ClusterData.RemoveAsync(data);
        }
    }

    [Fact]
    public async Task Agent_WithPlainProcesses_RunsAJobAndTellsWhatItGoesWithout()
    {
        await using var server = await HostProcess.StartServerAsync(Cancellation);
        var data = Directory.CreateTempSubdirectory("orleans-scheduler-agent-").FullName;
        try
        {
            var kubeconfig = await JoinAsync(server, data);
            using var client = server.CreateClient();
            await using (var agent = HostProcess.StartAgent(data, kubeconfig, Node, "--processes", "Plain"))
            {
                await RunJobAsync(client, "echo done");
                var ended = await PodAsync(client, agent, pod => pod.Status.Phase == "Succeeded");
                await LoggedAsync(client, ended.Metadata.Name, "done\n");
                Assert.Contains("goes without: cgroups (cpu and memory limits are not enforced)", agent.Output, StringComparison.Ordinal);
            }

            var node = await client.CoreV1.ReadNodeAsync(Node, cancellationToken: Cancellation);
            Assert.Contains("re-adoption", node.Metadata.Annotations["orleans-scheduler.dev/missing-features"], StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<string> JoinAsync(HostProcess server, string data)
    {
        var made = await HostProcess.RunAsync(["kubeconfig", "--data", server.DataDirectory, "--node", Node], Cancellation);
        Assert.True(made.ExitCode == 0, made.ToString());
        var path = Path.Combine(data, "kubeconfig");
        await File.WriteAllTextAsync(path, made.Output, Cancellation);
        return path;
    }

    private static Task RunJobAsync(Kubernetes client, string script) => client.BatchV1.CreateNamespacedJobAsync(
        new V1Job
        {
            Metadata = new V1ObjectMeta { Name = "work" },
            Spec = new V1JobSpec
            {
                Template = new V1PodTemplateSpec
                {
                    Spec = new V1PodSpec
                    {
                        RestartPolicy = "Never",
                        TerminationGracePeriodSeconds = 1,
                        Containers = [new V1Container { Name = "main", Image = "host", Command = ["sh", "-c", script] }],
                    },
                },
            },
        },
        "default",
        cancellationToken: Cancellation);

    private static async Task<V1Pod> PodAsync(Kubernetes client, HostProcess agent, Func<V1Pod, bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var pods = await client.CoreV1.ListNamespacedPodAsync(
                "default", labelSelector: "job-name=work", cancellationToken: Cancellation);
            if (pods.Items.FirstOrDefault(isReached) is { } pod)
            {
                return pod;
            }

            Assert.False(patience.IsCancellationRequested, agent.Output);
            await Task.Delay(50, Cancellation);
        }
    }

    private static async Task LoggedAsync(Kubernetes client, string pod, string expected)
    {
        var seen = "";
        for (var tries = 0; tries < 100 && seen != expected; tries++)
        {
            await using var log = await client.CoreV1.ReadNamespacedPodLogAsync(pod, "default", cancellationToken: Cancellation);
            using var reader = new StreamReader(log);
            seen = await reader.ReadToEndAsync(Cancellation);
            await Task.Delay(50, Cancellation);
        }

        Assert.Equal(expected, seen);
    }

    private static string ProcessOfOnlyContainer(string data) =>
        File.ReadAllText(Assert.Single(Directory.GetFiles(data, "pid", SearchOption.AllDirectories)));
}
