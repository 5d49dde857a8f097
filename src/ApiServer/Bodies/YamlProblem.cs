using YamlDotNet.Core;

namespace OrleansScheduler.ApiServer.Bodies;

/// <summary>
/// Says what is wrong with YAML in the words users of Kubernetes know. Both parsers descend from libyaml: ours puts the
/// context before the problem and makes a sentence of it, Go's shows the problem alone.
/// </summary>
internal static class YamlProblem
{
    private const string Parsing = "While parsing ";
    private const string Scanning = "While scanning ";

    /// <example><c>yaml: line 3: mapping values are not allowed in this context</c></example>
    public static string Explain(YamlException exception)
    {
        var message = exception.Message;
        var isParsing = message.StartsWith(Parsing, StringComparison.Ordinal);
        var hasContext = isParsing || message.StartsWith(Scanning, StringComparison.Ordinal);
        var start = hasContext ? message.IndexOf(", ", StringComparison.Ordinal) + 2 : 0;
        var problem = message[start..].TrimEnd('.');

        // Go tells of no place in the first line, and counts from 0 where its parser fails, from 1 where its scanner does.
        var line = exception.Start.Line - 1;
        var place = line > 0 ? $"line {line + (isParsing ? 0 : 1)}: " : "";
        return $"yaml: {place}{InGo(problem)}";
    }

    private static string InGo(string problem) => problem switch
    {
        "found invalid mapping" => "mapping values are not allowed in this context",
        "found invalid tab as indentation" => "found character that cannot start any token",
        _ => $"{char.ToLowerInvariant(problem[0])}{problem[1..]}",
    };
}
