using k8s;
using k8s.Models;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>The node agent against the real server: logs, in-cluster tokens, and pods that outlive their agent.</summary>
public sealed class NodeAgentTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private const string TokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_OfEndedPod_AreCutAsAsked()
    {
        using var client = cluster.Host.CreateClient();
        await RunPod.CreateAsync(client, "lines", "for i in 1 2 3 4 5; do echo line $i; done");
        await RunPod.PhaseAsync(client, "lines", "Succeeded");

        Assert.Equal("line 4\nline 5\n", await LogAsync("lines", "--tail=2"));
        Assert.Equal("line 1\nli", await LogAsync("lines", "--limit-bytes=9"));
        Assert.Equal(5, (await LogAsync("lines", "--since=1h")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var stamped = (await LogAsync("lines", "--timestamps", "--tail=1")).Split(' ', 2);
        Assert.True(DateTimeOffset.TryParse(stamped[0], out _), stamped[0]);
        Assert.Equal("line 5\n", stamped[1]);
    }

    [Fact]
    public async Task Logs_FollowedWhileThePodRuns_EndWithIt()
    {
        using var client = cluster.Host.CreateClient();
        await RunPod.CreateAsync(client, "talker", "for i in 1 2 3; do echo $i; sleep 0.5; done");
        await RunPod.PhaseAsync(client, "talker", "Running");

        Assert.Equal("1\n2\n3\n", await LogAsync("talker", "--follow"));
    }

    [Fact]
    public async Task Logs_OfPreviousRun_AreThoseOfTheRunBefore()
    {
        using var client = cluster.Host.CreateClient();
        var once = Path.Combine(cluster.Host.DataDirectory, "once");
        await RunPod.CreateAsync(
            client, "twice", $"[ -e {once} ] && echo second && exec sleep 600; : >{once}; echo first; exit 1", "OnFailure");
        await RunPod.UntilAsync(
            client, "twice", pod => pod.Status.ContainerStatuses?[0] is { RestartCount: 1, State.Running: not null });

        Assert.Equal("first\n", await LogAsync("twice", "--previous"));
        Assert.Equal("second\n", await LogAsync("twice"));
        await client.CoreV1.DeleteNamespacedPodAsync(
            "twice", "default", gracePeriodSeconds: 0, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Token_ReadInsideThePod_SpeaksForItsServiceAccount()
    {
        using var client = cluster.Host.CreateClient();
        await RunPod.CreateAsync(
            client,
            "caller",
            $"cat {TokenFolder}/token; echo; cat {TokenFolder}/namespace; echo; head -n 1 {TokenFolder}/ca.crt; "
            + "echo $KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT; exec sleep 600");
        await RunPod.PhaseAsync(client, "caller", "Running");
        var lines = await LinesAsync("caller", 4);
        Assert.Equal(["default", "-----BEGIN CERTIFICATE-----"], lines[1..3]);

        using var inside = ClientOf(lines[0], lines[3]);
        var review = await inside.AuthenticationV1.CreateSelfSubjectReviewAsync(
            new V1SelfSubjectReview(), cancellationToken: Cancellation);
        Assert.Equal("system:serviceaccount:default:default", review.Status.UserInfo.Username);
        Assert.Equal(["caller"], review.Status.UserInfo.Extra["authentication.kubernetes.io/pod-name"]);
        Assert.Equal(403, await CodeOfAsync(inside));

        await client.CoreV1.DeleteNamespacedPodAsync(
            "caller", "default", gracePeriodSeconds: 0, cancellationToken: Cancellation);
        await RunPod.GoneAsync(client, "caller");
        Assert.Equal(401, await CodeOfAsync(inside));
    }

    [Fact]
    public async Task Status_ConditionOfAnotherIsSetMeanwhile_IsKept()
    {
        using var client = cluster.Host.CreateClient();
        var pod = PodOf("gated", "sleep 600");
        pod.Spec.ReadinessGates = [new V1PodReadinessGate { ConditionType = "example.com/ok" }];
        await client.CoreV1.CreateNamespacedPodAsync(pod, "default", cancellationToken: Cancellation);
        var patch = new V1Patch(
            """{"status":{"conditions":[{"type":"example.com/ok","status":"True"}]}}""", V1Patch.PatchType.StrategicMergePatch);
        await client.CoreV1.PatchNamespacedPodStatusAsync(patch, "gated", "default", cancellationToken: Cancellation);

        var ready = await RunPod.UntilAsync(
            client, "gated", seen => seen.Status.Conditions?.Any(one => one is { Type: "Ready", Status: "True" }) ?? false);

        Assert.Contains(ready.Status.Conditions, one => one is { Type: "example.com/ok", Status: "True" });
        await client.CoreV1.DeleteNamespacedPodAsync("gated", "default", gracePeriodSeconds: 0, cancellationToken: Cancellation);
    }

    // A cluster is ready before its node has registered.
    private static async Task<string> NodeNameAsync(Kubernetes client)
    {
        while (true)
        {
            var nodes = await client.CoreV1.ListNodeAsync(cancellationToken: Cancellation);
            if (nodes.Items.Count > 0)
            {
                return nodes.Items[0].Metadata.Name;
            }

            await Task.Delay(50, Cancellation);
        }
    }

    [Fact]
    public async Task Bind_PastTheScheduler_IsJudgedByTheNodeAsItNowIs()
    {
        using var client = cluster.Host.CreateClient();
        var node = await NodeNameAsync(client);
        await CreateOnAsync("misplaced");
        var rejected = await RunPod.PhaseAsync(client, "misplaced", "Failed");
        await client.CoreV1.PatchNodeAsync(
            new V1Patch("""{"metadata":{"labels":{"disk":"ssd"}}}""", V1Patch.PatchType.MergePatch), node, cancellationToken: Cancellation);
        await CreateOnAsync("placed");

        await RunPod.PhaseAsync(client, "placed", "Succeeded");
        Assert.Equal("NodeAffinity", rejected.Status.Reason);
        Assert.Null(rejected.Status.ContainerStatuses);

        Task CreateOnAsync(string name)
        {
            var pod = PodOf(name, "true");
            pod.Spec.NodeName = node;
            pod.Spec.NodeSelector = new Dictionary<string, string> { ["disk"] = "ssd" };
            return client.CoreV1.CreateNamespacedPodAsync(pod, "default", cancellationToken: Cancellation);
        }
    }

    private static V1Pod PodOf(string name, string script) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1PodSpec
        {
            RestartPolicy = "Never",
            TerminationGracePeriodSeconds = 1,
            Containers = [new V1Container { Name = "main", Image = "host", Command = ["sh", "-c", script] }],
        },
    };

    private static async Task<int> CodeOfAsync(Kubernetes client)
    {
        var refusal = await Assert.ThrowsAsync<k8s.Autorest.HttpOperationException>(
            () => client.CoreV1.ListNamespacedSecretAsync("kube-system", cancellationToken: Cancellation));
        return (int)refusal.Response.StatusCode;
    }

    private Kubernetes ClientOf(string token, string address)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Host.Kubeconfig);
        configuration.AccessToken = token;
        configuration.Host = "https://" + address;
        return new Kubernetes(configuration);
    }

    private async Task<string[]> LinesAsync(string pod, int count)
    {
        while (true)
        {
            var lines = (await LogAsync(pod)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length >= count)
            {
                return lines;
            }

            await Task.Delay(100, Cancellation);
        }
    }

    private async Task<string> LogAsync(string pod, params string[] options) =>
        (await cluster.KubectlAsync(["logs", pod, .. options])).Output;
}
