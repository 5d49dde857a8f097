using System.Text.Json;

namespace OrleansScheduler.Host.Backups;

/// <summary><c>manifest.json</c> of a backup: what it holds, and how to know that it is whole.</summary>
internal sealed record BackupManifest
{
    public const string EntryName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int FormatVersion { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<BackedUpResource> Resources { get; init; }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is not a manifest.</exception>
    public static BackupManifest Decode(Stream entry) =>
        JsonSerializer.Deserialize<BackupManifest>(entry, Json) ?? throw new JsonException("The manifest is null.");
}
