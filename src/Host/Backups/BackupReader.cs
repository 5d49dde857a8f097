using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Host.Backups;

/// <summary>Reads an archive of <see cref="BackupWriter"/> and refuses one that is damaged.</summary>
internal sealed class BackupReader : IDisposable
{
    private static readonly JsonWriterOptions AsStored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ZipArchive _archive;

    private BackupReader(ZipArchive archive, BackupManifest manifest) => (_archive, Manifest) = (archive, manifest);

    public BackupManifest Manifest { get; }

    /// <exception cref="BackupException">The file is not a backup, or of a newer format.</exception>
    public static BackupReader Open(Stream file)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read);
            using var entry = EntryOf(archive, BackupManifest.EntryName).Open();
            var manifest = BackupManifest.Decode(entry);
            return manifest.FormatVersion == 1
                ? new BackupReader(archive, manifest)
                : throw new BackupException($"The backup has format {manifest.FormatVersion}; this program reads format 1.");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException)
        {
            archive?.Dispose();
            throw new BackupException($"The file is not a whole backup: {damaged.Message}", damaged);
        }
    }

    /// <summary>The objects of one resource type in the order of their keys.</summary>
    /// <exception cref="BackupException">They are not what was written.</exception>
    public IReadOnlyList<StoredObject> Read(BackedUpResource resource)
    {
        var bytes = BytesOf(resource);
        var objects = new List<StoredObject>();
        foreach (var line in bytes.AsSpan().TrimEnd((byte)'\n').Split((byte)'\n'))
        {
            if (bytes.Length > 0)
            {
                objects.Add(Decode(bytes.AsMemory()[line]));
            }
        }

        return objects.Count == resource.Objects
            ? [.. objects.OrderBy(stored => stored.Key)]
            : throw Damaged(resource, $"it holds {objects.Count} objects, and should hold {resource.Objects}");
    }

    public void Dispose() => _archive.Dispose();

    private byte[] BytesOf(BackedUpResource resource)
    {
        using var bytes = new MemoryStream();
        try
        {
            using var entry = EntryOf(_archive, resource.EntryName).Open();
            entry.CopyTo(bytes);
        }
        catch (InvalidDataException damaged)
        {
            throw Damaged(resource, damaged.Message);
        }

        var content = bytes.ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(content)) == resource.Sha256
            ? content
            : throw Damaged(resource, "its hash is not the manifest's");
    }

    // What is stored carries no resourceVersion; all else is kept to the byte.
    private static StoredObject Decode(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var metadata = document.RootElement.GetProperty("metadata");
        var revision = long.Parse(metadata.GetProperty("resourceVersion").GetString() ?? "", CultureInfo.InvariantCulture);
        var space = metadata.TryGetProperty("namespace", out var given) ? given.GetString() ?? "" : "";
        var name = metadata.GetProperty("name").GetString() ?? "";
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, AsStored))
        {
            Write(writer, document.RootElement, isRoot: true);
        }

        return new StoredObject(new ObjectKey(space, name), revision, json.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool isRoot)
    {
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            if (isRoot && member.Name == "metadata")
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value, isRoot: false);
            }
            else if (isRoot || member.Name != "resourceVersion")
            {
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
            }
        }

        writer.WriteEndObject();
    }

    private static ZipArchiveEntry EntryOf(ZipArchive archive, string name) =>
        archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");

    private static BackupException Damaged(BackedUpResource resource, string problem) =>
        new($"The backup of {resource.ResourceType} is damaged: {problem}.");
}
