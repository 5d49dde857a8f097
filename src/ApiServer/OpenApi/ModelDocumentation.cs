using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Xml;
using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>
/// The descriptions of types and fields, from the documentation file of <c>k8s.Models</c>. Reading it takes a good
/// part of a second and some megabytes, so it is held only while the documents are built.
/// </summary>
internal sealed class ModelDocumentation
{
    private const string Namespace = "k8s.Models.";

    private readonly FrozenDictionary<string, string> _summaries;

    private ModelDocumentation(FrozenDictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Reads the embedded file; without it there are no descriptions.</summary>
    public static ModelDocumentation Load()
    {
        using var archive = typeof(ModelDocumentation).Assembly.GetManifestResourceStream("ModelDocumentation.zip");
        if (archive is null)
        {
            return new ModelDocumentation(FrozenDictionary<string, string>.Empty);
        }

        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        using var file = zip.Entries.Single().Open();
        return new ModelDocumentation(ReadSummaries(file).ToFrozenDictionary(StringComparer.Ordinal));
    }

    public string? Describe(TypeSchema type) =>
        ModelTypes.Find(type) is { } model ? Find($"T:{Namespace}{model.Name}") : null;

    /// <summary>The descriptions of a type's fields by their names in JSON.</summary>
    public IReadOnlyDictionary<string, string> DescribeFields(TypeSchema type)
    {
        if (ModelTypes.Find(type) is not { } model)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        return ModelTypes.Properties(model)
            .Select(named => (named.Key, Text: Find(KeyOf(model, named.Value))))
            .Where(named => named.Text is not null)
            .ToDictionary(named => named.Key, named => named.Text!);
    }

    private static string KeyOf(Type model, PropertyInfo property) => $"P:{Namespace}{model.Name}.{property.Name}";

    private string? Find(string key) =>
        _summaries.TryGetValue(key, out var summary) ? DescriptionText.Unwrap(summary) : null;

    private static IEnumerable<KeyValuePair<string, string>> ReadSummaries(Stream file)
    {
        using var xml = XmlReader.Create(file, new XmlReaderSettings { IgnoreComments = true });
        while (xml.ReadToFollowing("member"))
        {
            var name = xml.GetAttribute("name") ?? "";
            var isModel = name.AsSpan(1).StartsWith(":" + Namespace) && name[0] is 'T' or 'P';
            if (isModel && xml.ReadToDescendant("summary"))
            {
                yield return new(name, ReadText(xml));
            }
        }
    }

    // Markup inside, such as a see element, has no counterpart in a description.
    private static string ReadText(XmlReader xml)
    {
        var text = new StringBuilder();
        using var summary = xml.ReadSubtree();
        while (summary.Read())
        {
            if (summary.NodeType == XmlNodeType.Text)
            {
                text.Append(summary.Value);
            }
        }

        return text.ToString();
    }
}
