using System.Text.RegularExpressions;

namespace OrleansScheduler.Resources.Validation;

/// <summary>The syntaxes of names, label keys and label values; each method returns the problems of a text, in Kubernetes' words.</summary>
public static partial class NameSyntax
{
    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = LabelPattern + @"(\." + LabelPattern + ")*";
    private const string Dns1035Pattern = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private const string QualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string LabelValuePattern = "(" + QualifiedPattern + ")?";
    private const string ConfigKeyPattern = "[-._a-zA-Z0-9]+";

    private const int LabelLengthMax = 63;
    private const int SubdomainLengthMax = 253;

    private const string QualifiedRule =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    /// <summary>RFC 1123 label: <c>my-name</c>.</summary>
    public static IReadOnlyList<string> DnsLabel(string text)
    {
        var problems = TooLongInCharacters(text, LabelLengthMax);
        if (LabelRegex.IsMatch(text))
        {
            return problems;
        }

        var problem = SubdomainRegex.IsMatch(text)
            ? "must not contain dots"
            : Mismatch(
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                    + "and must start and end with an alphanumeric character",
                LabelPattern,
                "my-name",
                "123-abc");
        return [.. problems, problem];
    }

    /// <summary>RFC 1123 subdomain: <c>example.com</c>.</summary>
    public static IReadOnlyList<string> DnsSubdomain(string text)
    {
        var problems = TooLongInCharacters(text, SubdomainLengthMax);
        return SubdomainRegex.IsMatch(text) ? problems :
        [
            .. problems,
            Mismatch(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                    + "and must start and end with an alphanumeric character",
                SubdomainPattern,
                "example.com"),
        ];
    }

    /// <summary>RFC 1035 label: begins with a letter.</summary>
    public static IReadOnlyList<string> Dns1035Label(string text)
    {
        var problems = TooLongInCharacters(text, LabelLengthMax);
        return Dns1035Regex.IsMatch(text) ? problems :
        [
            .. problems,
            Mismatch(
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                    + "start with an alphabetic character, and end with an alphanumeric character",
                Dns1035Pattern,
                "my-name",
                "abc-123"),
        ];
    }

    /// <summary>A key of labels, annotations, taints: <c>name</c> or <c>example.com/name</c>.</summary>
    public static IReadOnlyList<string> QualifiedName(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2)
        {
            var mismatch = Mismatch(QualifiedRule, QualifiedPattern, "MyName", "my.name", "123-abc");
            return
            [
                $"a qualified name {mismatch} with an optional DNS subdomain prefix and '/name' (e.g. 'example.com/MyName')",
            ];
        }

        var problems = new List<string>();
        if (parts.Length == 2)
        {
            problems.AddRange(PrefixProblems(parts[0]).Select(problem => $"prefix part {problem}"));
        }

        problems.AddRange(NamePartProblems(parts[^1]).Select(problem => $"name part {problem}"));
        return problems;
    }

    /// <summary>The value of a label; may be empty.</summary>
    public static IReadOnlyList<string> LabelValue(string text)
    {
        var problems = TooLongInBytes(text, LabelLengthMax);
        return LabelValueRegex.IsMatch(text) ? problems :
        [
            .. problems,
            Mismatch(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
                    + "and must start and end with an alphanumeric character",
                LabelValuePattern,
                "MyValue",
                "my_value",
                "12345"),
        ];
    }

    /// <summary>A key of a ConfigMap's or Secret's data: a file name.</summary>
    public static IReadOnlyList<string> ConfigKey(string text)
    {
        var problems = new List<string>(TooLongInCharacters(text, SubdomainLengthMax));
        if (!ConfigKeyRegex.IsMatch(text))
        {
            problems.Add(Mismatch(
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
                ConfigKeyPattern,
                "key.name",
                "KEY_NAME",
                "key-name"));
        }

        if (text is "." or "..")
        {
            problems.Add($"must not be '{text}'");
        }
        else if (text.StartsWith("..", StringComparison.Ordinal))
        {
            problems.Add("must not start with '..'");
        }

        return problems;
    }

    /// <summary>How a text that misses a pattern is told of it.</summary>
    public static string Mismatch(string rule, string pattern, params ReadOnlySpan<string> examples)
    {
        var shown = string.Join(" or ", examples.ToArray().Select(example => $"'{example}', "));
        var lead = shown.Length == 0 ? "" : $"e.g. {shown}";
        return $"{rule} ({lead}regex used for validation is '{pattern}')";
    }

    private static IEnumerable<string> PrefixProblems(string prefix) =>
        prefix.Length == 0 ? ["must be non-empty"] : DnsSubdomain(prefix);

    private static IEnumerable<string> NamePartProblems(string name)
    {
        if (name.Length == 0)
        {
            yield return "must be non-empty";
        }

        foreach (var problem in TooLongInBytes(name, LabelLengthMax))
        {
            yield return problem;
        }

        if (!QualifiedRegex.IsMatch(name))
        {
            yield return Mismatch(QualifiedRule, QualifiedPattern, "MyName", "my.name", "123-abc");
        }
    }

    private static string[] TooLongInCharacters(string text, int max) =>
        text.Length > max ? [$"must be no more than {max} characters"] : [];

    private static string[] TooLongInBytes(string text, int max) =>
        text.Length > max ? [$"must be no more than {max} bytes"] : [];

    [GeneratedRegex(@"\A" + LabelPattern + @"\z")]
    private static partial Regex LabelRegex { get; }

    [GeneratedRegex(@"\A" + SubdomainPattern + @"\z")]
    private static partial Regex SubdomainRegex { get; }

    [GeneratedRegex(@"\A" + Dns1035Pattern + @"\z")]
    private static partial Regex Dns1035Regex { get; }

    [GeneratedRegex(@"\A" + QualifiedPattern + @"\z")]
    private static partial Regex QualifiedRegex { get; }

    [GeneratedRegex(@"\A" + LabelValuePattern + @"\z")]
    private static partial Regex LabelValueRegex { get; }

    [GeneratedRegex(@"\A" + ConfigKeyPattern + @"\z")]
    private static partial Regex ConfigKeyRegex { get; }
}
