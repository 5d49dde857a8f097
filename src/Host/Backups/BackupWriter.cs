using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using k8s;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Host.Backups;

/// <summary>
/// Writes all objects of a cluster into a zip archive. It is an ordinary client: each resource type is whole and of one
/// moment; different types are of moments shortly after one another, as reconcilers expect anyway.
/// </summary>
internal sealed class BackupWriter(Kubernetes client, TimeProvider time)
{
    private static readonly JsonWriterOptions AsStored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<BackupManifest> WriteAsync(Stream file, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var resources = new List<BackedUpResource>();
        foreach (var kind in Kinds.All.DistinctBy(kind => kind.ResourceType))
        {
            resources.Add(await WriteAsync(archive, kind, cancellationToken));
        }

        var manifest = new BackupManifest { CreatedAt = time.GetUtcNow(), Resources = resources };
        await using var entry = await archive.CreateEntry(BackupManifest.EntryName).OpenAsync(cancellationToken);
        await entry.WriteAsync(manifest.Encode(), cancellationToken);
        return manifest;
    }

    private async Task<BackedUpResource> WriteAsync(
        ZipArchive archive, ResourceKind kind, CancellationToken cancellationToken)
    {
        var resource = new BackedUpResource(kind.ResourceType, 0, 0, "");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var entry = await archive.CreateEntry(resource.EntryName).OpenAsync(cancellationToken);
        var objects = 0;
        var revision = await new ListPages(client).ReadAsync(kind, Append, cancellationToken);
        return resource with { Revision = revision, Objects = objects, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };

        void Append(JsonElement item)
        {
            var line = Line(kind, item);
            hash.AppendData(line);
            entry.Write(line);
            objects++;
        }
    }

    // Items of lists do not say what they are, so each line does it for itself.
    private static byte[] Line(ResourceKind kind, JsonElement item)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, AsStored))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind.Kind);
            writer.WriteString("apiVersion", kind.GroupVersionKind.ApiVersion);
            foreach (var member in item.EnumerateObject().Where(member => member.Name is not ("kind" or "apiVersion")))
            {
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
