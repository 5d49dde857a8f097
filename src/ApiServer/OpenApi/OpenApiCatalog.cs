using System.Collections.Frozen;
using System.Text.Json;
using OrleansScheduler.ApiServer.Discovery;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>All documents, built together when the first is asked for: the root names the hash of each.</summary>
internal sealed class OpenApiCatalog
{
    private readonly Lazy<FrozenDictionary<string, OpenApiDocument>> _documents;
    private readonly Lazy<OpenApiDocument> _root;

    public OpenApiCatalog(DiscoveryCatalog discovery, ServedResources served)
    {
        _documents = new(() => new DocumentFactory(discovery, served, ModelDocumentation.Load())
            .CreateAll()
            .ToFrozenDictionary(document => document.Path));
        _root = new(() => CreateRoot(_documents.Value.Values));
    }

    public OpenApiDocument Root => _root.Value;

    public OpenApiDocument? Find(string path) => _documents.Value.GetValueOrDefault(path);

    private static OpenApiDocument CreateRoot(IEnumerable<OpenApiDocument> documents)
    {
        var paths = documents.OrderBy(document => document.Path, StringComparer.Ordinal)
            .ToDictionary(document => document.Path, document => new { serverRelativeURL = document.RelativeUrl });
        return new OpenApiDocument("", JsonSerializer.SerializeToUtf8Bytes(new { paths }, OpenApiDocument.JsonOptions));
    }
}
