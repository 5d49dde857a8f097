using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>Writes <c>Warning: 299 - "text"</c> headers (RFC 9110's predecessor, 7234 5.5), cut as Kubernetes cuts them.</summary>
internal static class WarningHeaders
{
    public static void Write(IHeaderDictionary headers, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        var mustCut = warnings.Sum(warning => warning.Length) > ApiLimits.MaxWarningRunesTotal;
        var values = new List<string>(warnings.Count);
        var budget = ApiLimits.MaxWarningRunesTotal;
        foreach (var warning in warnings.Select(warning => mustCut ? Cut(warning) : warning))
        {
            budget -= warning.Length;
            if (budget < 0)
            {
                break;
            }

            values.Add($"299 - \"{Quote(warning)}\"");
        }

        headers.Warning = new StringValues([.. values]);
    }

    private static string Cut(string text) =>
        string.Concat(text.EnumerateRunes().Take(ApiLimits.MaxWarningRunes).Select(rune => rune.ToString()));

    // Headers are ASCII here: what is not is percent-encoded, and line breaks must not split the header.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune switch
            {
                { Value: '"' or '\\' } => quoted.Append('\\').Append((char)rune.Value),
                { IsAscii: true, Value: >= 0x20 and < 0x7f } => quoted.Append((char)rune.Value),
                _ => quoted.Append(Uri.EscapeDataString(rune.ToString())),
            };
        }

        return quoted.ToString();
    }
}
