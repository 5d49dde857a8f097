using k8s;
using OrleansScheduler.Host.Commands;
using OrleansScheduler.Resources;
using YamlDotNet.Core;

namespace OrleansScheduler.Host.Running;

/// <summary>One document of a manifest file, kept as the text the user wrote so that the server judges it.</summary>
internal sealed record ManifestDocument(ResourceKind Kind, string Namespace, string Yaml)
{
    /// <summary>The documents of a file, in order; empty ones are skipped.</summary>
    public static IReadOnlyList<ManifestDocument> ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException($"There is no manifest at {path}.");
        }

        var documents = File.ReadAllText(path).ReplaceLineEndings("\n")
            .Split("\n---", StringSplitOptions.TrimEntries)
            .Where(HasContent)
            .Select(text => Parse(path, text))
            .ToArray();
        return documents.Length > 0 ? documents : throw new CommandException($"{path} holds no object.");
    }

    private static bool HasContent(string document) =>
        document.Split('\n').Any(line => line.Trim() is { Length: > 0 } text && text[0] != '#' && text != "---");

    private static ManifestDocument Parse(string path, string yaml)
    {
        Header header;
        try
        {
            header = KubernetesYaml.Deserialize<Header>(yaml);
        }
        catch (YamlException malformed)
        {
            throw new CommandException($"{path} is not YAML: {malformed.Message}", malformed);
        }

        var kind = Kinds.All.FirstOrDefault(known =>
            known.GroupVersionKind.ApiVersion == header.ApiVersion && known.Kind == header.Kind);
        return kind is not null
            ? new ManifestDocument(kind, header.Metadata?.Namespace ?? "default", yaml)
            : throw new CommandException(
                $"{path}: no kind '{header.Kind}' in version '{header.ApiVersion}'. Known are: {KnownKinds}.");
    }

    private static string KnownKinds =>
        string.Join(", ", Kinds.All.Select(kind => $"{kind.GroupVersionKind.ApiVersion} {kind.Kind}"));

    private sealed record Header
    {
        public string? ApiVersion { get; set; }

        public string? Kind { get; set; }

        public HeaderMetadata? Metadata { get; set; }
    }

    private sealed record HeaderMetadata
    {
        public string? Namespace { get; set; }
    }
}
