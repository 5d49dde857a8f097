using System.Globalization;

namespace OrleansScheduler.ApiServer.Patches;

/// <summary>A place in a document, RFC 6901: <c>/metadata/annotations/example.com~1key</c>.</summary>
internal sealed record JsonPointer(IReadOnlyList<string> Steps)
{
    public bool IsRoot => Steps.Count == 0;

    public string Last => Steps[^1];

    public JsonPointer Parent => new([.. Steps.Take(Steps.Count - 1)]);

    /// <summary>What comes before the first slash is ignored, as Kubernetes does.</summary>
    public static JsonPointer Parse(string text) => new([.. text.Split('/').Skip(1).Select(Unescape)]);

    public int IndexIn(int count) => Index(Last, count);

    public static int Index(string step, int count) =>
        int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            && (index < 0 ? index + count : index) is >= 0 and var position && position < count
                ? position
                : throw new FormatException($"there is no element {step}");

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
