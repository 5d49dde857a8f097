using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Watches;

/// <summary>The open answer of a watch: one JSON event per line. Flushed when full, and when there is nothing to add.</summary>
internal sealed class WatchOutput
{
    private readonly PipeWriter _pipe;
    private readonly EventEncoder _encoder;
    private int _unflushed;

    private WatchOutput(PipeWriter pipe, EventEncoder encoder)
    {
        _pipe = pipe;
        _encoder = encoder;
    }

    /// <summary>Sends the headers, so that the client knows the watch stands before the first event.</summary>
    public static async Task<WatchOutput> OpenAsync(
        ResourceRequest request, EventEncoder encoder, CancellationToken cancellationToken)
    {
        if (request.Form.Notation != Notation.Json)
        {
            throw StatusErrors.NotAcceptable(["application/json", "application/vnd.kubernetes.protobuf;stream=watch"]);
        }

        var response = request.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = request.Form.ContentType;
        await response.StartAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
        return new WatchOutput(response.BodyWriter, encoder);
    }

    public void Write(WatchEventType type, StoredObject stored)
    {
        Begin(type switch
        {
            WatchEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            WatchEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            WatchEventType.Deleted => "{\"type\":\"DELETED\",\"object\":"u8,
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        });
        _encoder.WriteObject(_pipe, stored);
        End(stored.Json.Length);
    }

    public void WriteBookmark(long revision, bool isEndOfState)
    {
        Begin("{\"type\":\"BOOKMARK\",\"object\":"u8);
        _encoder.WriteBookmark(_pipe, revision, isEndOfState);
        End(200);
    }

    /// <summary>The last event of a watch whose history is gone: the client must list again.</summary>
    public void WriteExpired(RevisionExpiredException expired)
    {
        Begin("{\"type\":\"ERROR\",\"object\":"u8);
        _pipe.Write(StatusWriter.Encode(StatusErrors.Expired(expired.Message).Status).Span);
        End(200);
    }

    public async ValueTask FlushWhenFullAsync(CancellationToken cancellationToken)
    {
        if (_unflushed >= ApiLimits.WatchFlushBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Waits until the connection has taken what was written: the back-pressure of a slow reader.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_unflushed > 0)
        {
            _unflushed = 0;
            await _pipe.FlushAsync(cancellationToken);
        }
    }

    private void Begin(ReadOnlySpan<byte> start) => _pipe.Write(start);

    private void End(int length)
    {
        _pipe.Write("}\n"u8);
        _unflushed += length;
    }
}
