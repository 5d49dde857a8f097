using System.Net.Sockets;
using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Probes;

/// <summary>Tries a container once.</summary>
internal static class ProbeRunner
{
    /// <summary>What was wrong, in the kubelet's words; null when the container is well.</summary>
    public static async Task<string?> TryAsync(
        V1Container container, V1Probe probe, IContainer run, PodContext context, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1);
        return probe switch
        {
            { Exec: { } exec } => await ExecAsync(exec, run, timeout, cancellationToken),
            { HttpGet: { } get } => await HttpGetAsync(container, get, timeout, context, cancellationToken),
            { TcpSocket: { } tcp } => await TcpAsync(container, tcp, timeout, context, cancellationToken),
            { Grpc: { } grpc } => await GrpcHealthProbe.TryAsync(
                context.Node.HostIP, grpc.Port, grpc.Service ?? "", timeout, context.Time, cancellationToken),
            _ => null,
        };
    }

    private static async Task<string?> ExecAsync(V1ExecAction exec, IContainer run, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command = [.. exec.Command ?? []];
        var result = await run.ExecAsync(command, timeout, cancellationToken);
        return result.ExitCode switch
        {
            0 => null,
            null => $"command timed out: \"{string.Join(' ', command)}\" timed out after {GoDuration.Format(timeout)}",
            _ => result.Output + result.ErrorOutput,
        };
    }

    private static async Task<string?> HttpGetAsync(
        V1Container container, V1HTTPGetAction get, TimeSpan timeout, PodContext context, CancellationToken cancellationToken)
    {
        var host = string.IsNullOrEmpty(get.Host) ? context.Node.HostIP : get.Host;
        var scheme = string.IsNullOrEmpty(get.Scheme) ? "http" : get.Scheme.ToLowerInvariant();
        var port = PortOf(container, get.Port);
        var address = $"{scheme}://{host}:{port}/{(get.Path ?? "").TrimStart('/')}";
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = timeout };

        // A probe asks whether the server answers, not who it is.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = timeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        foreach (var header in get.HttpHeaders ?? [])
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var code = (int)response.StatusCode;
            return code is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {code}";
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return $"Get \"{address}\": dial tcp {host}:{port}: connect: connection refused";
        }
        catch (HttpRequestException failure)
        {
            return $"Get \"{address}\": {failure.Message}";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Get \"{address}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
        }
    }

    private static Task<string?> TcpAsync(
        V1Container container, V1TCPSocketAction tcp, TimeSpan timeout, PodContext context, CancellationToken cancellationToken) =>
        ConnectAsync(
            string.IsNullOrEmpty(tcp.Host) ? context.Node.HostIP : tcp.Host, PortOf(container, tcp.Port), timeout, context, cancellationToken);

    private static async Task<string?> ConnectAsync(
        string host, int port, TimeSpan timeout, PodContext context, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, either.Token);
            return null;
        }
        catch (SocketException)
        {
            return $"dial tcp {host}:{port}: connect: connection refused";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"dial tcp {host}:{port}: i/o timeout";
        }
    }

    private static int PortOf(V1Container container, IntOrString? port)
    {
        var text = port?.Value ?? "0";
        return int.TryParse(text, out var number)
            ? number
            : container.Ports?.FirstOrDefault(named => named.Name == text)?.ContainerPort ?? 0;
    }
}
