using System.Text;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>
/// Undoes the line wrapping of a documentation comment: Kubernetes' descriptions have one line per paragraph. A line
/// that had room for the next one's first word ended there in the original too.
/// <code>
/// The values are: - A means this     The values are: - A means this
/// when that.                     →     when that.
/// - B means a text that is wrapped   - B means a text that is wrapped here.
/// here.
/// </code>
/// </summary>
internal static class DescriptionText
{
    private const int WrapColumn = 80;

    public static string Unwrap(string wrapped)
    {
        var text = new StringBuilder();
        var previous = "";
        foreach (var line in wrapped.AsSpan().Trim().EnumerateLines())
        {
            var current = line.Trim().ToString();
            text.Append(Separator(previous, current, text.Length == 0)).Append(current);
            previous = current;
        }

        return text.ToString();
    }

    // The comment has lost indentation: what follows on a line of its own and is no bullet was indented.
    private static string Separator(string previous, string current, bool isFirst)
    {
        if (isFirst)
        {
            return "";
        }

        if (current.Length == 0 || previous.Length == 0)
        {
            return "\n";
        }

        var firstWord = current.AsSpan().IndexOf(' ') is >= 0 and var space ? space : current.Length;
        var wasWrapped = previous.Length + 1 + firstWord > WrapColumn;
        return wasWrapped ? " " : IsBullet(current) ? "\n" : "\n  ";
    }

    private static bool IsBullet(string line) => line is ['-' or '*', ' ', ..];
}
