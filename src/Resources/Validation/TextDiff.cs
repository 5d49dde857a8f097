using System.Text;
using System.Text.Json;
using k8s;

namespace OrleansScheduler.Resources.Validation;

/// <summary>Shows the lines in which two objects differ, as a hunk of a unified diff of their JSON.</summary>
public static class TextDiff
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(object? before, object? after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var same = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var rest = Math.Min(old.Length, now.Length) - same;
        var sameAtEnd = old.Reverse().Zip(now.Reverse()).Take(rest).TakeWhile(pair => pair.First == pair.Second).Count();
        var (removed, added) = (old.Length - same - sameAtEnd, now.Length - same - sameAtEnd);
        var text = new StringBuilder($"@@ -{same + 1},{removed} +{same + 1},{added} @@");
        AppendLines(text, '-', old.AsSpan(same, removed));
        AppendLines(text, '+', now.AsSpan(same, added));
        return text.Append('\n').ToString();
    }

    private static void AppendLines(StringBuilder text, char mark, ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append('\n').Append(mark).Append(line);
        }
    }

    private static string[] Lines(object? value)
    {
        using var document = JsonDocument.Parse(KubernetesJson.Serialize(value));
        return JsonSerializer.Serialize(document.RootElement, Indented).Split('\n');
    }
}
