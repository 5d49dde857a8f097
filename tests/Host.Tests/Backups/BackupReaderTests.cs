using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OrleansScheduler.Host.Backups;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Host.Tests.Backups;

public sealed class BackupReaderTests
{
    private const string Line =
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\",\"name\":\"a\",\"namespace\":\"n\"},\"data\":{\"resourceVersion\":\"kept\"}}\n";

    [Fact]
    public void Read_AWholeBackup_GivesTheStoredForm()
    {
        using var reader = BackupReader.Open(Archive(Line, Hash(Line), objects: 1));

        var stored = Assert.Single(reader.Read(Assert.Single(reader.Manifest.Resources)));

        Assert.Equal((new ObjectKey("n", "a"), 7), (stored.Key, stored.Revision));
        Assert.Equal(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"n\"},\"data\":{\"resourceVersion\":\"kept\"}}",
            Encoding.UTF8.GetString(stored.Json.Span));
    }

    [Fact]
    public void Read_AnEmptyResource_GivesNothing()
    {
        using var reader = BackupReader.Open(Archive("", Hash(""), objects: 0));

        Assert.Empty(reader.Read(Assert.Single(reader.Manifest.Resources)));
    }

    [Fact]
    public void Read_AChangedObject_IsRefused()
    {
        using var reader = BackupReader.Open(Archive(Line.Replace("kept", "lost", StringComparison.Ordinal), Hash(Line), objects: 1));

        var refusal = Assert.Throws<BackupException>(() => reader.Read(Assert.Single(reader.Manifest.Resources)));

        Assert.Contains("its hash is not the manifest's", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherFile_IsRefused() =>
        Assert.Throws<BackupException>(() => BackupReader.Open(new MemoryStream("no zip"u8.ToArray())));

    private static MemoryStream Archive(string lines, string hash, int objects)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var resource = new BackedUpResource("configmaps", 9, objects, hash);
            Add(archive, resource.EntryName, Encoding.UTF8.GetBytes(lines));
            var manifest = new BackupManifest { CreatedAt = DateTimeOffset.UnixEpoch, Resources = [resource] };
            Add(archive, BackupManifest.EntryName, manifest.Encode());
        }

        file.Position = 0;
        return file;
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static string Hash(string lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
}
