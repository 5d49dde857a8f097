using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>Pods of one shell command in the namespace <c>default</c>, and waiting for what becomes of them.</summary>
internal static class RunPod
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static Task CreateAsync(Kubernetes client, string name, string script, string restartPolicy = "Never") =>
        client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1PodSpec
                {
                    RestartPolicy = restartPolicy,
                    TerminationGracePeriodSeconds = 1,
                    Containers = [new V1Container { Name = "main", Image = "host", Command = ["sh", "-c", script] }],
                },
            },
            "default",
            cancellationToken: TestContext.Current.CancellationToken);

    public static Task<V1Pod> PhaseAsync(Kubernetes client, string name, string phase) =>
        UntilAsync(client, name, pod => pod.Status.Phase == phase);

    public static async Task<V1Pod> UntilAsync(Kubernetes client, string name, Func<V1Pod, bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var pod = await client.CoreV1.ReadNamespacedPodAsync(name, "default", cancellationToken: patience.Token);
            if (isReached(pod))
            {
                return pod;
            }

            await Task.Delay(Pause, patience.Token);
        }
    }

    public static async Task GoneAsync(Kubernetes client, string name)
    {
        try
        {
            await UntilAsync(client, name, _ => false);
        }
        catch (HttpOperationException missing) when (missing.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // That is what was waited for.
        }
    }
}
