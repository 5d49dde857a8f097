using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>A node's lease as its kubelet writes it.</summary>
internal static class SimulatedLease
{
    private const int DurationSeconds = 40;

    public static ReadOnlyMemory<byte> Json(SimulatedNode node, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("apiVersion", "coordination.k8s.io/v1");
        json.WriteString("kind", "Lease");
        json.WriteStartObject("metadata");
        json.WriteString("name", node.Name);
        json.WriteString("namespace", "kube-node-lease");
        if (node.LeaseVersion is not null)
        {
            json.WriteString("resourceVersion", node.LeaseVersion);
        }

        WriteOwner(json, node);
        json.WriteEndObject();
        json.WriteStartObject("spec");
        json.WriteString("holderIdentity", node.Name);
        json.WriteNumber("leaseDurationSeconds", DurationSeconds);
        json.WriteString("renewTime", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static string? VersionOf(byte[] lease)
    {
        using var document = JsonDocument.Parse(lease);
        return Fields.Text(document.RootElement.GetProperty("metadata"), "resourceVersion");
    }

    // With its Node, its lease goes, too.
    private static void WriteOwner(Utf8JsonWriter json, SimulatedNode node)
    {
        json.WriteStartArray("ownerReferences");
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "Node");
        json.WriteString("name", node.Name);
        json.WriteString("uid", node.Uid);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
