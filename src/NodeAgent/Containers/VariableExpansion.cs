using System.Text;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary><c>$(NAME)</c> is replaced where NAME is known and left as it stands elsewhere; <c>$$</c> is an escaped <c>$</c>.</summary>
internal static class VariableExpansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                result.Append(text[at]);
            }
            else if (text[at + 1] == '$')
            {
                result.Append('$');
                at++;
            }
            else if (text[at + 1] == '(' && text.IndexOf(')', at) is var end and > 0)
            {
                var name = text[(at + 2)..end];
                result.Append(variables.TryGetValue(name, out var value) ? value : text[at..(end + 1)]);
                at = end;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }
}
