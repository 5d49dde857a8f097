using System.Text.Json;
using OrleansScheduler.Resources.Patches;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>Checks that a document is of its type before it is applied, in the words of Kubernetes' apply.</summary>
internal static class AppliedValidation
{
    public static IReadOnlyList<string> Problems(JsonElement document, TypeSchema type)
    {
        var problems = new List<string>();
        Check(MergeRule.Of(type), document, "", problems);
        return problems;
    }

    /// <summary>Several problems are a list of lines.</summary>
    public static string Summary(IReadOnlyList<string> problems) => problems is [var only]
        ? only
        : string.Join('\n', problems.Select(problem => "  " + problem).Prepend("errors:"));

    private static void Check(MergeRule rule, JsonElement value, string path, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (rule.Struct is not null || rule.Shape?.Kind == ShapeKind.Map)
        {
            CheckMap(rule, value, path, problems);
        }
        else if (rule.Shape?.Kind == ShapeKind.List)
        {
            CheckList(rule, value, path, problems);
        }
        else if (ScalarProblem(rule.Shape?.Kind, value) is { } problem)
        {
            Add(problems, path, problem);
        }
    }

    private static void CheckMap(MergeRule rule, JsonElement value, string path, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(problems, path, $"expected map, got &{{{Shown(value)}}}");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var below = $"{path}.{member.Name}";
            if (rule.Member(member.Name) is { } inner)
            {
                Check(inner, member.Value, below, problems);
            }
            else
            {
                Add(problems, below, "field not declared in schema");
            }
        }
    }

    private static void CheckList(MergeRule rule, JsonElement value, string path, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(problems, path, $"expected list, got &{{{Shown(value)}}}");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var element = rule.Style == MergeStyle.Atomic ? $"i:{index}" : ListItems.ElementOf(rule, item);
            if (element is null)
            {
                Add(problems, path, $"element {index}: {Unidentified(rule, item)}");
            }
            else if (seen.Add(element))
            {
                Check(rule.Element, item, path + PathElement.Display(element), problems);
            }
            else
            {
                Add(problems, path, $"duplicate entries for key {PathElement.Display(element)}");
            }

            index++;
        }
    }

    private static string Unidentified(MergeRule rule, JsonElement item) => (rule.Style, item.ValueKind) switch
    {
        (MergeStyle.Set, JsonValueKind.Object) => "associative list without keys has an element that's a map type",
        (MergeStyle.Set, JsonValueKind.Array) => "not supported: associative list with lists as elements",
        (MergeStyle.Set, _) => "associative list without keys has an element that's an explicit null",
        (_, JsonValueKind.Null) => "associative list with keys may not have a null element",
        (_, JsonValueKind.Object) =>
            $"associative list with keys has an element that omits key field {FieldValueText.Quote(ListItems.MissingKey(rule, item) ?? "")} "
                + "(and doesn't have default value)",
        _ => "associative list with keys may not have non-map elements",
    };

    private static string? ScalarProblem(ShapeKind? kind, JsonElement value) => kind switch
    {
        ShapeKind.Int32 or ShapeKind.Int64 or ShapeKind.Float64 when value.ValueKind != JsonValueKind.Number =>
            $"expected numeric (int or float), got {TypeName(value)}",
        ShapeKind.Bool when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            $"expected boolean, got {TypeName(value)}",
        ShapeKind.String or ShapeKind.Bytes when value.ValueKind != JsonValueKind.String =>
            $"expected string, got &value.valueUnstructured{{Value:{Shown(value)}}}",
        _ => null,
    };

    private static void Add(List<string> problems, string path, string problem) =>
        problems.Add(path.Length == 0 ? problem : $"{path}: {problem}");

    private static string Shown(JsonElement value) => GoText.Of(JsonSerializer.SerializeToNode(value));

    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Object => "map[string]interface {}",
        JsonValueKind.Array => "[]interface {}",
        _ => value.TryGetInt64(out _) ? "int64" : "float64",
    };
}
