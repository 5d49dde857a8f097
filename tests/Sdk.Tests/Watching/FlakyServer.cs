using System.Net;
using System.Text;
using System.Web;

namespace OrleansScheduler.Sdk.Tests.Watching;

/// <summary>
/// Serves lists and watches of pods over a history that grows with every request: streams break in the middle of a line, and
/// old revisions expire.
/// </summary>
internal sealed class FlakyServer(IReadOnlyList<PodChange> history, Random random) : HttpMessageHandler
{
    private int revision;
    private int oldest;

    public IReadOnlyDictionary<string, string> StateAt(int revision)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i <= revision; i++)
        {
            var (name, isDeleted) = history[i - 1];
            if (isDeleted)
            {
                state.Remove(name);
            }
            else
            {
                state[name] = Pod(name, i);
            }
        }

        return state;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri?.Query ?? "");
        Advance();
        var (status, body) = query["watch"] is null ? List() : Watch(int.Parse(query["resourceVersion"] ?? "0"));
        return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) });
    }

    private void Advance()
    {
        revision = Math.Min(history.Count, revision + random.Next(4));
        if (random.Next(3) == 0)
        {
            oldest = Math.Max(oldest, revision - random.Next(3));
        }
    }

    private (HttpStatusCode Status, string Body) List() => random.Next(4) == 0
        ? (HttpStatusCode.ServiceUnavailable, "{}")
        : (HttpStatusCode.OK, $$$"""{"metadata":{"resourceVersion":"{{{revision}}}"},"items":[{{{string.Join(',', StateAt(revision).Values)}}}]}""");

    private (HttpStatusCode Status, string Body) Watch(int since)
    {
        const string Expired = """{"kind":"Status","code":410,"reason":"Expired"}""";
        if (since < oldest)
        {
            return random.Next(2) == 0
                ? (HttpStatusCode.Gone, Expired)
                : (HttpStatusCode.OK, $$"""{"type":"ERROR","object":{{Expired}}}""" + "\n");
        }

        var lines = Enumerable.Range(since + 1, revision - since).Select(Line).ToList();
        var text = string.Concat(lines);
        var isWhole = random.Next(2) == 0;
        return (HttpStatusCode.OK, isWhole ? text : text[..random.Next(text.Length + 1)]);
    }

    private string Line(int revision)
    {
        var (name, isDeleted) = history[revision - 1];
        var before = StateAt(revision - 1);
        var type = isDeleted ? "DELETED" : before.ContainsKey(name) ? "MODIFIED" : "ADDED";
        return $$"""{"type":"{{type}}","object":{{Pod(name, revision)}}}""" + "\n";
    }

    private string Pod(string name, int revision)
    {
        var born = revision;
        while (born > 1 && history.Take(born - 1).LastOrDefault(change => change.Name == name) is { IsDeleted: false })
        {
            born = history.Take(born - 1).ToList().FindLastIndex(change => change.Name == name) + 1;
        }

        return $$$"""{"metadata":{"name":"{{{name}}}","uid":"{{{name}}}{{{born}}}","resourceVersion":"{{{revision}}}"}}""";
    }
}
