using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Tables;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Responses;

/// <summary>Answers with a list. Plain JSON is the stored bytes one after the other: nothing is decoded or gathered.</summary>
internal sealed class ListSender(TableWriter tables)
{
    private const int FlushBytes = 64 * 1024;

    public async Task SendAsync(
        ResourceRequest request, ListHead head, IReadOnlyList<StoredObject> items, CancellationToken cancellationToken)
    {
        if (request.Form.IsPlain)
        {
            await StreamAsync(request, head, items, cancellationToken);
            return;
        }

        var json = request.Form.View == View.Table
            ? tables.Encode(request, head, items)
            : Gather(request, head, items);
        await JsonSender.SendAsync(request.Http, request.Form, StatusCodes.Status200OK, json, cancellationToken);
    }

    private static async Task StreamAsync(
        ResourceRequest request, ListHead head, IReadOnlyList<StoredObject> items, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = request.Form.ContentType;
        if (JsonSender.MayCompress(request.Http, items.Sum(item => (long)item.Json.Length)))
        {
            await JsonSender.SendCompressedAsync(
                request.Http, pipe => WriteAsync(pipe, request, head, items, cancellationToken));
        }
        else if (!HttpMethods.IsHead(request.Http.Request.Method))
        {
            await WriteAsync(response.BodyWriter, request, head, items, cancellationToken);
        }
    }

    private static async Task WriteAsync(
        PipeWriter pipe,
        ResourceRequest request,
        ListHead head,
        IReadOnlyList<StoredObject> items,
        CancellationToken cancellationToken)
    {
        var header = StoredJson.HeaderOf(request.Kind);
        WriteHead(pipe, request.Kind.ListKind, request.Kind.GroupVersionKind.ApiVersion, head);
        var unflushed = 0;
        for (var i = 0; i < items.Count; i++)
        {
            unflushed += WriteItem(pipe, request.Kind.WireJson(items[i]), header, isFirst: i == 0);
            if (unflushed >= FlushBytes)
            {
                await pipe.FlushAsync(cancellationToken);
                unflushed = 0;
            }
        }

        pipe.Write("]}"u8);
        await pipe.FlushAsync(cancellationToken);
    }

    private static ReadOnlyMemory<byte> Gather(
        ResourceRequest request, ListHead head, IReadOnlyList<StoredObject> items)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var isPartial = request.Form.View == View.Metadata;
        var header = StoredJson.HeaderOf(request.Kind);
        WriteHead(
            buffer,
            isPartial ? "PartialObjectMetadataList" : request.Kind.ListKind,
            isPartial ? $"meta.k8s.io/{request.Form.MetaVersion}" : request.Kind.GroupVersionKind.ApiVersion,
            head);
        for (var i = 0; i < items.Count; i++)
        {
            if (isPartial)
            {
                buffer.Write(i == 0 ? ""u8 : ","u8);
                PartialMetadata.Write(buffer, request.Kind.WireJson(items[i]).ToMemory(), request.Form.MetaVersion);
            }
            else
            {
                WriteItem(buffer, request.Kind.WireJson(items[i]), header, isFirst: i == 0);
            }
        }

        buffer.Write("]}"u8);
        return buffer.WrittenMemory;
    }

    // Ends in the open array of items, which the writer could not fill with raw pieces without checking them.
    private static void WriteHead(IBufferWriter<byte> output, string kind, string apiVersion, ListHead head)
    {
        Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind}\",\"apiVersion\":\"{apiVersion}\",", output);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            head.Write(writer);
            writer.WriteEndObject();
        }

        output.Write(buffer.WrittenSpan[1..^1]);
        output.Write(",\"items\":["u8);
    }

    // Items of lists carry neither kind nor apiVersion.
    private static int WriteItem(IBufferWriter<byte> output, WireJson item, ReadOnlySpan<byte> header, bool isFirst)
    {
        output.Write(isFirst ? "{"u8 : ",{"u8);
        item.WriteTo(output, item.StartsWith(header) ? header.Length : 1);
        return item.Length;
    }
}
