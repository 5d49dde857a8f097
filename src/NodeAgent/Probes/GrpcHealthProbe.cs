using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Probes;

/// <summary>
/// Asks a server by <c>grpc.health.v1.Health/Check</c>, in plain HTTP/2. Both messages have one field, so their protobuf is written and read here:
/// field 1 of the request is the service's name, field 1 of the answer its status.
/// </summary>
internal static class GrpcHealthProbe
{
    private const string Unimplemented = "12";
    private const int FrameHeaderLength = 5;
    private const byte FirstFieldAsText = 0x0a;
    private const byte FirstFieldAsNumber = 0x08;
    private static readonly string[] Statuses = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

    /// <summary>What was wrong, in the kubelet's words; null when the service serves.</summary>
    public static async Task<string?> TryAsync(
        string host, int port, string service, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{host}:{port}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(service)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Judge(response, body);
        }
        catch (HttpRequestException unreachable) when (unreachable.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return $"timeout: failed to connect service \"{host}:{port}\" within {GoDuration.Format(timeout)}: context deadline exceeded";
        }
        catch (HttpRequestException failure)
        {
            return $"error: health rpc probe failed: {failure.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"timeout: health rpc did not complete within {GoDuration.Format(timeout)}";
        }
    }

    private static string? Judge(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var code = Find(response, "grpc-status");
        if (code != "0")
        {
            var message = Uri.UnescapeDataString(Find(response, "grpc-message") ?? "");
            return code == Unimplemented
                ? $"error: this server does not implement the grpc health protocol (grpc.health.v1.Health): {message}"
                : $"error: health rpc probe failed: {message}";
        }

        var status = body is [_, _, _, _, _, FirstFieldAsNumber, var number, ..] && number < Statuses.Length ? Statuses[number] : Statuses[0];
        return status == "SERVING" ? null : $"service unhealthy (responded with \"{status}\")";
    }

    // A call that fails at once has its status in the headers, any other one in the trailers.
    private static string? Find(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailing) ? trailing.First()
        : response.Headers.TryGetValues(name, out var leading) ? leading.First()
        : null;

    private static byte[] Frame(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        var length = new List<byte>();
        for (var rest = (uint)name.Length; ; rest >>= 7)
        {
            length.Add((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80)
            {
                break;
            }
        }

        byte[] message = name.Length == 0 ? [] : [FirstFieldAsText, .. length, .. name];
        var frame = new byte[FrameHeaderLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, FrameHeaderLength);
        return frame;
    }
}
