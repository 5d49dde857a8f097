using System.Text;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Selectors;

/// <summary>Conditions on fields, all of which must hold: <c>spec.nodeName=n1,status.phase!=Failed</c>.</summary>
public sealed record FieldSelector(IReadOnlyList<FieldRequirement> Requirements)
{
    public const string Name = "metadata.name";
    public const string Namespace = "metadata.namespace";

    /// <summary>Parses the syntax of the <c>fieldSelector</c> query parameter.</summary>
    /// <exception cref="FormatException">With Kubernetes' words for what is wrong.</exception>
    public static FieldSelector Parse(string text) =>
        new([.. Split(text).Where(term => term.Length > 0).Order(StringComparer.Ordinal).Select(term => Term(text, term))]);

    /// <summary>Refuses fields the kind cannot be selected by.</summary>
    /// <exception cref="FormatException">With Kubernetes' words for what is wrong.</exception>
    public void EnsureSupported(ResourceKind kind)
    {
        foreach (var requirement in Requirements)
        {
            if (!IsSupported(kind, requirement.Field))
            {
                throw new FormatException(kind.SelectableFields.Count == 0
                    ? $"\"{requirement.Field}\" is not a known field selector: only \"{Name}\", \"{Namespace}\""
                    : $"field label not supported: {requirement.Field}");
            }
        }
    }

    public bool Matches(ResourceKind kind, StoredObject stored)
    {
        foreach (var requirement in Requirements)
        {
            if (requirement.IsNegated == (ValueOf(kind, stored, requirement.Field) == requirement.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The one value of the field that can match, or null when it is not pinned.</summary>
    public string? Pinned(string field) =>
        Requirements.FirstOrDefault(requirement => requirement.Field == field && !requirement.IsNegated)?.Value;

    private static bool IsSupported(ResourceKind kind, string field) => field switch
    {
        Name => true,
        Namespace => kind.IsNamespaced || kind.SelectableFields.Count == 0,
        _ => kind.SelectableFields.ContainsKey(field),
    };

    private static string ValueOf(ResourceKind kind, StoredObject stored, string field) => field switch
    {
        Name => stored.Key.Name,
        Namespace => stored.Key.Namespace,
        _ => kind.SelectableFields[field](stored),
    };

    // At commas that no backslash protects.
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static FieldRequirement Term(string text, string term)
    {
        for (var i = 0; i < term.Length; i++)
        {
            foreach (var op in (string[])["!=", "==", "="])
            {
                if (term.AsSpan(i).StartsWith(op, StringComparison.Ordinal))
                {
                    return new FieldRequirement(term[..i], op == "!=", Unescape(term[(i + op.Length)..]));
                }
            }
        }

        throw new FormatException($"invalid selector: '{text}'; can't understand '{term}'");
    }

    private static string Unescape(string value)
    {
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is ',' or '=')
            {
                throw new FormatException($"invalid field selector: unescaped character in value: {(int)value[i]}");
            }

            if (value[i] == '\\')
            {
                i++;
                if (i == value.Length || value[i] is not ('\\' or ',' or '='))
                {
                    var sequence = i == value.Length ? "\\" : value[(i - 1)..(i + 1)];
                    throw new FormatException($"invalid field selector: invalid escape sequence: {sequence}");
                }
            }

            plain.Append(value[i]);
        }

        return plain.ToString();
    }
}
