using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using k8s.Models;

namespace OrleansScheduler.ApiServer.Errors;

/// <summary>Encodes a Status as Kubernetes does: empty members are left out, <c>metadata</c> and given details stay.</summary>
internal static class StatusWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Encode(V1Status status)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Options);
        Write(writer, status);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static void Write(Utf8JsonWriter writer, V1Status status)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "Status");
        writer.WriteString("apiVersion", "v1");
        writer.WriteStartObject("metadata");
        Text(writer, "resourceVersion", status.Metadata?.ResourceVersion);
        Text(writer, "continue", status.Metadata?.ContinueProperty);
        writer.WriteEndObject();
        Text(writer, "status", status.Status);
        Text(writer, "message", status.Message);
        Text(writer, "reason", status.Reason);
        if (status.Details is { } details)
        {
            WriteDetails(writer, details);
        }

        Number(writer, "code", status.Code);
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, V1StatusDetails details)
    {
        writer.WriteStartObject("details");
        Text(writer, "name", details.Name);
        Text(writer, "group", details.Group);
        Text(writer, "kind", details.Kind);
        Text(writer, "uid", details.Uid);
        if (details.Causes is { Count: > 0 } causes)
        {
            writer.WriteStartArray("causes");
            foreach (var cause in causes)
            {
                writer.WriteStartObject();
                Text(writer, "reason", cause.Reason);
                Text(writer, "message", cause.Message);
                Text(writer, "field", cause.Field);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        Number(writer, "retryAfterSeconds", details.RetryAfterSeconds);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not (null or 0))
        {
            writer.WriteNumber(name, value.Value);
        }
    }
}
