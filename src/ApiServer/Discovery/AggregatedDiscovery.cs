using System.Buffers;
using System.Text.Json;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>Encodes groups as <c>APIGroupDiscoveryList</c>: all of a client's discovery in one answer.</summary>
internal static class AggregatedDiscovery
{
    public static byte[] Encode(IEnumerable<DiscoveryGroup> groups, string version)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind", "APIGroupDiscoveryList");
        writer.WriteString("apiVersion", $"apidiscovery.k8s.io/{version}");
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteStartArray("items");
        foreach (var group in groups)
        {
            WriteGroup(writer, group);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteGroup(Utf8JsonWriter writer, DiscoveryGroup group)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("metadata");
        if (group.Name.Length > 0)
        {
            writer.WriteString("name", group.Name);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("versions");
        foreach (var version in group.Versions)
        {
            writer.WriteStartObject();
            writer.WriteString("version", version.Version);
            writer.WriteStartArray("resources");
            foreach (var resource in version.Resources)
            {
                WriteResource(writer, version, resource);
            }

            writer.WriteEndArray();
            writer.WriteString("freshness", "Current");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, DiscoveryVersion version, DiscoveryResource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", resource.Name);
        WriteKind(writer, version, resource.Kind);
        writer.WriteString("scope", resource.IsNamespaced ? "Namespaced" : "Cluster");
        writer.WriteString("singularResource", resource.Singular);
        DiscoveryJson.WriteTexts(writer, "verbs", resource.Verbs);
        DiscoveryJson.WriteTextsUnlessEmpty(writer, "shortNames", resource.ShortNames);
        DiscoveryJson.WriteTextsUnlessEmpty(writer, "categories", resource.Categories);
        if (resource.Subresources.Count > 0)
        {
            writer.WriteStartArray("subresources");
            foreach (var subresource in resource.Subresources)
            {
                writer.WriteStartObject();
                writer.WriteString("subresource", subresource.Name);
                WriteKind(writer, version, subresource.Kind);
                DiscoveryJson.WriteTexts(writer, "verbs", subresource.Verbs);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // A kind of the version itself is written without group and version.
    private static void WriteKind(Utf8JsonWriter writer, DiscoveryVersion version, GroupVersionKind kind)
    {
        var isOwn = kind.Group == version.Group && kind.Version == version.Version;
        writer.WriteStartObject("responseKind");
        writer.WriteString("group", isOwn ? "" : kind.Group);
        writer.WriteString("version", isOwn ? "" : kind.Version);
        writer.WriteString("kind", kind.Kind);
        writer.WriteEndObject();
    }
}
