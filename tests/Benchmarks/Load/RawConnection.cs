using System.Buffers.Text;
using System.Net.Security;
using System.Net.Sockets;

namespace OrleansScheduler.Benchmarks.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection over TLS that sends prepared bytes and reads answers without making objects of
/// them: on a machine shared with the server, what the load costs is taken from what is measured.
/// </summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly SslStream _stream;
    private byte[] _buffer = new byte[16 * 1024];

    private RawConnection(SslStream stream) => _stream = stream;

    public static async Task<RawConnection> OpenAsync(Target target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Address.Host, target.Address.Port, cancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(target.Tls(SslApplicationProtocol.Http11), cancellationToken);
        return new RawConnection(stream);
    }

    /// <summary>Sends a whole request and reads the whole answer.</summary>
    /// <returns>The status code and the body, which the next call overwrites.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(
        ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(request, cancellationToken);
        var filled = 0;
        var (head, length) = (-1, 0);
        while (head < 0 || filled < head + length)
        {
            if (filled == _buffer.Length || head + length > _buffer.Length)
            {
                Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, head + length));
            }

            var read = await _stream.ReadAsync(_buffer.AsMemory(filled), cancellationToken);
            filled += read > 0 ? read : throw new EndOfStreamException("The server closed the connection.");
            (head, length) = head < 0 ? Measure(_buffer.AsSpan(0, filled)) : (head, length);
        }

        return (Status(_buffer), _buffer.AsMemory(head, length));
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // Where the body begins, -1 when that is not here yet, and its length.
    private static (int Head, int Length) Measure(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return (-1, 0);
        }

        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        var at = answer[..end].IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(answer[(at + name.Length)..], out int length, out _)
            ? (end + 4, length)
            : throw new InvalidDataException("An answer without Content-Length cannot be told from the next one.");
    }

    // "HTTP/1.1 201"
    private static int Status(ReadOnlySpan<byte> answer) =>
        Utf8Parser.TryParse(answer[9..12], out int status, out _) ? status : 0;
}
