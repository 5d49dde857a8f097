using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using k8s;
using k8s.Models;

namespace OrleansScheduler.Resources.Validation;

/// <summary>How error messages show a value: the clients' users know Go's notation.</summary>
public static class FieldValueText
{
    // Go leaves other scripts and quotes of other kinds as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Quoted text, a plain number or flag, <c>null</c>, or JSON.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        int or long or double or float =>
            string.Create(CultureInfo.InvariantCulture, $"{value}"),
        IDictionary<string, string> map => Json(Sorted(map)),
        V1LabelSelector { MatchLabels: { } labels } selector => Json(
            new V1LabelSelector { MatchLabels = Sorted(labels), MatchExpressions = selector.MatchExpressions }),
        _ => Json(value),
    };

    /// <summary>Text in quotes with Go's escapes: control characters by letter or number, other scripts as they are.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            AppendEscaped(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder quoted, Rune rune)
    {
        _ = rune.Value switch
        {
            '"' => quoted.Append("\\\""),
            '\\' => quoted.Append("\\\\"),
            '\a' => quoted.Append("\\a"),
            '\b' => quoted.Append("\\b"),
            '\f' => quoted.Append("\\f"),
            '\n' => quoted.Append("\\n"),
            '\r' => quoted.Append("\\r"),
            '\t' => quoted.Append("\\t"),
            '\v' => quoted.Append("\\v"),
            _ when IsPrintable(rune) => quoted.Append(rune.ToString()),
            < 0x80 => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            < 0x10000 => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
        };
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    // Go writes the entries of a map in the order of their keys.
    private static SortedDictionary<string, string> Sorted(IDictionary<string, string> map) =>
        new(map, StringComparer.Ordinal);

    private static string Json(object value)
    {
        using var document = JsonDocument.Parse(KubernetesJson.Serialize(value));
        return EscapeForHtml(JsonSerializer.Serialize(document.RootElement, Plain));
    }

    // Go's encoder writes these three as escapes so that its output may stand in a page.
    private static string EscapeForHtml(string json) =>
        json.Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal);
}
