using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Sends JSON in the negotiated encoding, compressed where it is long and the client accepts that.</summary>
internal static class JsonSender
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task SendAsync(
        HttpContext http, ResponseForm form, int statusCode, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var body = form switch
        {
            { Notation: Notation.Yaml } => YamlText.FromJson(json),
            { IsPretty: true } => Indent(json),
            _ => json,
        };
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = form.ContentType;
        if (MayCompress(http, body.Length))
        {
            await SendCompressedAsync(http, pipe => pipe.WriteAsync(body, cancellationToken).AsTask());
            return;
        }

        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(body, cancellationToken);
        }
    }

    /// <summary>Sends a stored object without copying it together first.</summary>
    public static Task SendAsync(
        HttpContext http, ResponseForm form, int statusCode, WireJson json, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = form.ContentType;
        http.Response.ContentLength = json.Length;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return Task.CompletedTask;
        }

        json.WriteTo(http.Response.BodyWriter);
        return http.Response.BodyWriter.FlushAsync(cancellationToken).AsTask();
    }

    public static bool MayCompress(HttpContext http, long length) =>
        length > ApiLimits.MinCompressedBytes
        && HttpMethods.IsGet(http.Request.Method)
        && http.Request.Headers.AcceptEncoding.ToString().Split(',').Any(
            encoding => encoding.Split(';')[0].Trim().Equals("gzip", StringComparison.OrdinalIgnoreCase));

    public static async Task SendCompressedAsync(HttpContext http, Func<PipeWriter, Task> write)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        http.Response.Headers.Vary = "Accept-Encoding";
        await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        var pipe = PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true));
        await write(pipe);
        await pipe.CompleteAsync();
    }

    private static ReadOnlyMemory<byte> Indent(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.SerializeToUtf8Bytes(document, Indented);
    }
}
