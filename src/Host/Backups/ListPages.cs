using System.Globalization;
using System.Text.Json;
using k8s;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Host.Backups;

/// <summary>Lists all objects of a kind at one revision, page by page, as any client may.</summary>
internal sealed class ListPages(Kubernetes client)
{
    private const int PageSize = 500;

    /// <summary>Hands each page to <paramref name="take"/>; the page and its elements live only that long.</summary>
    /// <returns>The revision of the list.</returns>
    public async Task<long> ReadAsync(ResourceKind kind, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        string? next = null;
        long revision;
        do
        {
            using var page = await GetAsync(kind, next, cancellationToken);
            var metadata = page.RootElement.GetProperty("metadata");
            var version = metadata.GetProperty("resourceVersion").GetString();
            revision = long.Parse(version ?? "", CultureInfo.InvariantCulture);
            next = metadata.TryGetProperty("continue", out var token) ? token.GetString() : null;
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
            {
                take(item);
            }
        }
        while (!string.IsNullOrEmpty(next));
        return revision;
    }

    private async Task<JsonDocument> GetAsync(ResourceKind kind, string? next, CancellationToken cancellationToken)
    {
        var root = kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";
        var token = next is null ? "" : $"&continue={Uri.EscapeDataString(next)}";
        var path = $"{root}/{kind.Plural}?limit={PageSize}{token}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseUri, path));
        await client.Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        using var response = await client.HttpClient.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var reason = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new BackupException($"{kind.GroupResource} could not be listed ({(int)response.StatusCode}): {reason}");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonDocument.ParseAsync(body, default, cancellationToken);
    }
}
