using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// List and watch of many objects, of which no more is kept than their uids: 1. list, page by page, and tell what vanished;
/// 2. watch from there; 3. after a lost connection watch on; 4. after an expired revision start at 1.
/// </summary>
internal sealed partial class ObjectFeed(SimulationApi api, string path, string selector, TimeProvider time, ILogger logger)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);
    private readonly HashSet<string> known = [];
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? revision;

    /// <summary>Completes when everything that was there has been told.</summary>
    public Task Synced => synced.Task;

    /// <param name="seen">An object as it is now.</param>
    /// <param name="gone">The uid of an object that is no more.</param>
    public async Task RunAsync(Action<JsonElement> seen, Action<string> gone, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (revision is null)
                {
                    revision = await ListAsync(seen, gone, cancellationToken);
                    synced.TrySetResult();
                }

                await WatchAsync(seen, gone, cancellationToken);
            }
            catch (Exception lost) when (!cancellationToken.IsCancellationRequested)
            {
                LogLost(logger, path, lost.Message);
                await Task.Delay(Retry, time, cancellationToken);
            }
        }
    }

    private async Task<string> ListAsync(Action<JsonElement> seen, Action<string> gone, CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>();
        string? next = null;
        string? version;
        do
        {
            var answer = await api.GetAsync($"{path}?{selector}&limit={PageSize}{Continue(next)}", cancellationToken);
            using var page = JsonDocument.Parse(answer.EnsureSuccessOr().Body);
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
            {
                listed.Add(Fields.Uid(item));
                known.Add(Fields.Uid(item));
                seen(item);
            }

            var metadata = page.RootElement.GetProperty("metadata");
            version = Fields.Text(metadata, "resourceVersion");
            next = Fields.Text(metadata, "continue");
        }
        while (!string.IsNullOrEmpty(next));

        foreach (var uid in known.Where(uid => !listed.Contains(uid)).ToList())
        {
            known.Remove(uid);
            gone(uid);
        }

        return version ?? throw new InvalidDataException("A list without a resourceVersion.");
    }

    private async Task WatchAsync(Action<JsonElement> seen, Action<string> gone, CancellationToken cancellationToken)
    {
        var query = $"{path}?{selector}&watch=true&allowWatchBookmarks=true&resourceVersion={revision}";
        using var response = await api.OpenAsync(query, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Gone)
        {
            revision = null;
            return;
        }

        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var line in JsonLines.ReadAsync(stream, cancellationToken))
        {
            using (line)
            {
                if (!Accept(line.RootElement, seen, gone))
                {
                    revision = null;
                    return;
                }
            }
        }
    }

    // False when the watch cannot be resumed.
    private bool Accept(JsonElement line, Action<JsonElement> seen, Action<string> gone)
    {
        var content = line.GetProperty("object");
        switch (Fields.Text(line, "type"))
        {
            case "ERROR":
                LogLost(logger, path, content.GetRawText());
                return false;
            case "BOOKMARK":
                break;
            case "DELETED":
                known.Remove(Fields.Uid(content));
                gone(Fields.Uid(content));
                break;
            default:
                known.Add(Fields.Uid(content));
                seen(content);
                break;
        }

        revision = Fields.Text(content.GetProperty("metadata"), "resourceVersion");
        return true;
    }

    private static string Continue(string? token) => token is null ? "" : $"&continue={Uri.EscapeDataString(token)}";

    [LoggerMessage(LogLevel.Warning, "The watch of {Path} was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, string path, string reason);
}
