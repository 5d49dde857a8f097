using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ApiServer.Tables;

/// <summary>Shows objects as the rows <c>kubectl get</c> prints (<c>meta.k8s.io Table</c>).</summary>
internal sealed class TableWriter(TimeProvider time)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReadOnlyMemory<byte> Encode(
        ResourceRequest request, ListHead head, IReadOnlyList<StoredObject> objects, bool withColumns = true)
    {
        var included = IncludedObject(request);
        var buffer = new ArrayBufferWriter<byte>(1024 + (objects.Count * 512));
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteString("kind", "Table");
        writer.WriteString("apiVersion", $"meta.k8s.io/{request.Form.MetaVersion}");
        head.Write(writer);
        WriteColumns(writer, withColumns ? request.Kind.TableColumns : null);
        writer.WriteStartArray("rows");
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var stored in objects)
        {
            var row = request.Kind.Row(request.Kind.Typed(stored), now);
            WriteRow(writer, row, request.Kind.WireJson(stored).ToMemory(), included, request.Form.MetaVersion);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Refuses an <c>includeObject</c> that names nothing.</summary>
    public static string IncludedObject(ResourceRequest request)
    {
        var included = request.Query["includeObject"].ToString();
        return included is "" or "Metadata" or "Object" or "None"
            ? included
            : throw StatusErrors.BadRequest(
                $"Unable to convert to Table as requested: includeObject: Invalid value: \"{included}\": "
                + "must be 'Metadata', 'Object', 'None', or empty");
    }

    private static void WriteColumns(Utf8JsonWriter writer, IReadOnlyList<TableColumn>? columns)
    {
        if (columns is null)
        {
            writer.WriteNull("columnDefinitions");
            return;
        }

        writer.WriteStartArray("columnDefinitions");
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            writer.WriteString("format", column.Format);
            writer.WriteString("description", column.Description);
            writer.WriteNumber("priority", column.Priority);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(
        Utf8JsonWriter writer, TableRow row, ReadOnlyMemory<byte> json, string included, string metaVersion)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells");
        foreach (var cell in row.Cells)
        {
            WriteCell(writer, cell);
        }

        writer.WriteEndArray();
        if (row.Condition is { } condition)
        {
            WriteCondition(writer, condition);
        }

        writer.WritePropertyName("object");
        writer.WriteRawValue(
            included switch
            {
                "None" => "null"u8.ToArray(),
                "Object" => json.Span,
                _ => PartialMetadata.Encode(json, metaVersion).Span,
            },
            skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter writer, TableRowCondition condition)
    {
        writer.WriteStartArray("conditions");
        writer.WriteStartObject();
        writer.WriteString("type", condition.Type);
        writer.WriteString("status", condition.Status);
        writer.WriteString("reason", condition.Reason);
        writer.WriteString("message", condition.Message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(cell, CultureInfo.InvariantCulture));
                break;
            case DateTime at:
                writer.WriteStringValue(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(Convert.ToString(cell, CultureInfo.InvariantCulture));
                break;
        }
    }
}
