namespace OrleansScheduler.Resources.Validation;

/// <summary>The rules for names that kinds choose from.</summary>
public static class NameRules
{
    /// <summary>Most kinds.</summary>
    public static IReadOnlyList<string> DnsSubdomain(string name, bool isPrefix) =>
        NameSyntax.DnsSubdomain(isPrefix ? MaskTrailingDash(name) : name);

    /// <summary>Namespaces.</summary>
    public static IReadOnlyList<string> DnsLabel(string name, bool isPrefix) =>
        NameSyntax.DnsLabel(isPrefix ? MaskTrailingDash(name) : name);

    /// <summary>Any name a URL can carry: roles, and what every name must at least be.</summary>
    public static IReadOnlyList<string> PathSegment(string name, bool isPrefix)
    {
        if (!isPrefix && name is "." or "..")
        {
            return [$"may not be '{name}'"];
        }

        return "/%".Where(character => name.Contains(character, StringComparison.Ordinal))
            .Select(character => $"may not contain '{character}'")
            .ToArray();
    }

    // The generated part follows, so a dash before it does not end the name.
    private static string MaskTrailingDash(string name) =>
        name.Length > 1 && name.EndsWith('-') ? name[..^2] + "a" : name;
}
