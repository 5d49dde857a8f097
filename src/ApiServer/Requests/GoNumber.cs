using System.Globalization;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Requests;

/// <summary>Numbers in queries, with the error texts clients of Kubernetes know (those of Go's strconv).</summary>
internal static class GoNumber
{
    /// <summary>Null when the text is absent or empty.</summary>
    public static long? ParseInt(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StatusErrors.BadRequest(Message("ParseInt", text, text.TrimStart('-', '+')));
    }

    /// <summary>A resourceVersion: 0 when empty; <paramref name="refuse"/> makes the error of a bad one.</summary>
    public static long ParseResourceVersion(string text, Func<string, Exception> refuse)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw refuse($"resourceVersion: Invalid value: \"{text}\": " + Message("ParseUint", text, text));
    }

    private static string Message(string function, string text, string digits)
    {
        var problem = digits.Length > 0 && digits.All(char.IsAsciiDigit) ? "value out of range" : "invalid syntax";
        return $"strconv.{function}: parsing \"{text}\": {problem}";
    }
}
