using System.Buffers;
using System.Text.Json;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>Encodes the discovery documents that came before the aggregated one: one per group and version.</summary>
internal static class LegacyDiscovery
{
    /// <summary><c>/api</c>.</summary>
    public static byte[] EncodeVersions(IEnumerable<DiscoveryVersion> versions, string serverAddress) => Encode(writer =>
    {
        writer.WriteString("kind", "APIVersions");
        DiscoveryJson.WriteTexts(writer, "versions", [.. versions.Select(v => v.Version)]);
        writer.WriteStartArray("serverAddressByClientCIDRs");
        writer.WriteStartObject();
        writer.WriteString("clientCIDR", "0.0.0.0/0");
        writer.WriteString("serverAddress", serverAddress);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary><c>/apis</c>.</summary>
    public static byte[] EncodeGroups(IEnumerable<DiscoveryGroup> groups) => Encode(writer =>
    {
        writer.WriteString("kind", "APIGroupList");
        writer.WriteString("apiVersion", "v1");
        writer.WriteStartArray("groups");
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            WriteGroup(writer, group);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary><c>/apis/GROUP</c>.</summary>
    public static byte[] EncodeGroup(DiscoveryGroup group) => Encode(writer =>
    {
        writer.WriteString("kind", "APIGroup");
        writer.WriteString("apiVersion", "v1");
        WriteGroup(writer, group);
    });

    /// <summary><c>/api/v1</c>, <c>/apis/GROUP/VERSION</c>.</summary>
    public static byte[] EncodeResources(DiscoveryVersion version) => Encode(writer =>
    {
        writer.WriteString("kind", "APIResourceList");
        if (version.Group.Length > 0)
        {
            writer.WriteString("apiVersion", "v1");
        }

        writer.WriteString("groupVersion", version.GroupVersion);
        writer.WriteStartArray("resources");
        foreach (var resource in version.Resources)
        {
            WriteResource(writer, resource);
            foreach (var subresource in resource.Subresources)
            {
                writer.WriteStartObject();
                writer.WriteString("name", $"{resource.Name}/{subresource.Name}");
                writer.WriteString("singularName", "");
                writer.WriteBoolean("namespaced", resource.IsNamespaced);
                if (subresource.Kind.ApiVersion != version.GroupVersion)
                {
                    writer.WriteString("group", subresource.Kind.Group);
                    writer.WriteString("version", subresource.Kind.Version);
                }

                writer.WriteString("kind", subresource.Kind.Kind);
                DiscoveryJson.WriteTexts(writer, "verbs", subresource.Verbs);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    });

    private static void WriteResource(Utf8JsonWriter writer, DiscoveryResource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("name", resource.Name);
        writer.WriteString("singularName", resource.Singular);
        writer.WriteBoolean("namespaced", resource.IsNamespaced);
        writer.WriteString("kind", resource.Kind.Kind);
        DiscoveryJson.WriteTexts(writer, "verbs", resource.Verbs);
        DiscoveryJson.WriteTextsUnlessEmpty(writer, "shortNames", resource.ShortNames);
        DiscoveryJson.WriteTextsUnlessEmpty(writer, "categories", resource.Categories);
        if (resource.StorageVersionHash is not null)
        {
            writer.WriteString("storageVersionHash", resource.StorageVersionHash);
        }

        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, DiscoveryGroup group)
    {
        writer.WriteString("name", group.Name);
        writer.WriteStartArray("versions");
        foreach (var version in group.Versions)
        {
            writer.WriteStartObject();
            WriteVersion(writer, version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("preferredVersion");
        WriteVersion(writer, group.Versions[0]);
        writer.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter writer, DiscoveryVersion version)
    {
        writer.WriteString("groupVersion", version.GroupVersion);
        writer.WriteString("version", version.Version);
    }

    private static byte[] Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
