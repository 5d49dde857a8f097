using k8s.Models;

namespace OrleansScheduler.Resources.Tables;

/// <summary>A label selector as tables show it: <c>a=b,c in (x,y),!d</c>.</summary>
public static class LabelSelectorText
{
    private const string None = "<none>";

    public static string Of(V1LabelSelector? selector)
    {
        var labels = (selector?.MatchLabels ?? new Dictionary<string, string>())
            .Select(label => (label.Key, Text: $"{label.Key}={label.Value}"));
        var expressions = (selector?.MatchExpressions ?? [])
            .Select(expression => (expression.Key, Text: TextOf(expression)));
        var parts = labels.Concat(expressions).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.Text);
        var text = string.Join(",", parts);
        return text.Length == 0 ? None : text;
    }

    private static string TextOf(V1LabelSelectorRequirement expression)
    {
        var values = string.Join(",", (expression.Values ?? []).Order(StringComparer.Ordinal));
        return expression.OperatorProperty switch
        {
            "In" => $"{expression.Key} in ({values})",
            "NotIn" => $"{expression.Key} notin ({values})",
            "Exists" => expression.Key,
            "DoesNotExist" => $"!{expression.Key}",
            _ => "<error>",
        };
    }
}
