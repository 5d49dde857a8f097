using System.Text.Json;
using OrleansScheduler.Chaos.Histories;

namespace OrleansScheduler.Chaos.Traffic;

/// <summary>
/// A client that watches and, whenever the connection ends, goes on at any silo from the last revision it has, as
/// informers do. Only after 410 does it begin a new segment.
/// </summary>
internal sealed class Watcher(string name, string? onlyNamespace, Target target, History history)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _path = onlyNamespace is null
        ? "api/v1/configmaps"
        : $"api/v1/namespaces/{onlyNamespace}/configmaps";

    private WatchSegment _segment = new(name, onlyNamespace, 0);

    public string Name => name;

    /// <summary>The newest revision it knows to be complete.</summary>
    public long Through => Volatile.Read(ref _segment).Through;

    public int Connections { get; private set; }

    public int Relists { get; private set; }

    public async Task RunAsync(long after, CancellationToken cancellationToken)
    {
        Begin(after);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await FollowAsync(cancellationToken))
                {
                    Begin(await ListAsync(cancellationToken));
                    Relists++;
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException or JsonException)
            {
                // A cut connection loses nothing: the next one begins where this one ended.
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Begin(long after)
    {
        Volatile.Write(ref _segment, new WatchSegment(name, onlyNamespace, after));
        history.Add(_segment);
    }

    /// <summary>False when the revision has expired.</summary>
    private async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        var path = $"{_path}?watch=1&allowWatchBookmarks=true&resourceVersion={_segment.Through}";
        using var answer = await target.Any().OpenAsync(path, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return (int)answer.StatusCode != 410;
        }

        Connections++;
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using var change = JsonDocument.Parse(line);
            if (!Take(change.RootElement))
            {
                return change.RootElement.GetProperty("object").GetProperty("code").GetInt32() != 410;
            }
        }

        return true;
    }

    /// <summary>False for an ERROR event.</summary>
    private bool Take(JsonElement change)
    {
        var item = change.GetProperty("object");
        switch (change.GetProperty("type").GetString())
        {
            case "ERROR":
                return false;
            case "BOOKMARK":
                _segment.Bookmark(MapJson.RevisionOf(item));
                return true;
            case var type:
                _segment.Add(new Change(
                    Enum.Parse<ChangeType>(type ?? "", ignoreCase: true),
                    MapJson.KeyOf(item),
                    MapJson.RevisionOf(item),
                    MapJson.ValueOf(item)));
                return true;
        }
    }

    private async Task<long> ListAsync(CancellationToken cancellationToken)
    {
        var (code, list) = await target.Any().SendAsync(HttpMethod.Get, _path + "?limit=1", null, cancellationToken);
        using (list)
        {
            return code == 200 ? MapJson.RevisionOf(list.RootElement) : throw new HttpRequestException($"The list was answered {code}.");
        }
    }
}
