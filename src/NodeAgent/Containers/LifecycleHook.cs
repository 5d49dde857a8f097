using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>Runs a postStart or preStop hook.</summary>
internal static class LifecycleHook
{
    /// <summary>Why the hook failed; null when it succeeded.</summary>
    public static async Task<string?> RunAsync(
        V1Pod pod, IContainer run, V1LifecycleHandler hook, TimeSpan timeout, PodContext context, CancellationToken cancellationToken)
    {
        try
        {
            return hook switch
            {
                { Exec: { } exec } => await ExecAsync(pod, run, exec, timeout, cancellationToken),
                { Sleep: { } sleep } => await SleepAsync(TimeSpan.FromSeconds(sleep.Seconds), timeout, context.Time, cancellationToken),
                { HttpGet: { } get } => await HttpGetAsync(get, timeout, context, cancellationToken),
                _ => null,
            };
        }
        catch (OperationCanceledException)
        {
            return "it was cut short";
        }
    }

    private static async Task<string?> ExecAsync(
        V1Pod pod, IContainer run, V1ExecAction exec, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command = [.. exec.Command ?? []];
        var result = await run.ExecAsync(command, timeout, cancellationToken);
        var words = string.Join(' ', command);
        var target = $"Exec lifecycle hook ([{words}]) for Container \"{run.Spec.Name}\" in Pod "
            + $"\"{pod.Metadata.Name}_{pod.Metadata.NamespaceProperty}({pod.Metadata.Uid})\" failed - error: ";
        return result.ExitCode switch
        {
            0 => null,
            null => $"{target}command '{words}' timed out, message: \"{result.Output}\"",
            var code => $"{target}command '{words}' exited with {code}: {result.ErrorOutput}, message: \"{result.Output}\"",
        };
    }

    private static async Task<string?> SleepAsync(
        TimeSpan length, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(length < timeout ? length : timeout, time, cancellationToken);
        return null;
    }

    private static async Task<string?> HttpGetAsync(
        V1HTTPGetAction get, TimeSpan timeout, PodContext context, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = timeout };
        var host = string.IsNullOrEmpty(get.Host) ? context.Node.HostIP : get.Host;
        var scheme = string.IsNullOrEmpty(get.Scheme) ? "http" : get.Scheme.ToLowerInvariant();
        try
        {
            using var response = await client.GetAsync(
                new Uri($"{scheme}://{host}:{get.Port?.Value ?? "80"}/{get.Path?.TrimStart('/')}"), cancellationToken);
            return response.IsSuccessStatusCode ? null : $"the server answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException unreachable)
        {
            return unreachable.Message;
        }
    }
}
