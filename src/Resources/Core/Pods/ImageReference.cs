using System.Text.RegularExpressions;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>The parts of an image's name; <see cref="Tag"/> is <c>latest</c> when neither tag nor digest is given.</summary>
internal sealed partial record ImageReference(string Repository, string Tag, string Digest)
{
    /// <summary>Null when the text is no image reference.</summary>
    public static ImageReference? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var digest = match.Groups["digest"].Value;
        var tag = match.Groups["tag"].Value;
        return new ImageReference(
            match.Groups["repository"].Value, tag.Length == 0 && digest.Length == 0 ? "latest" : tag, digest);
    }

    // [host[:port]/]path[/path...][:tag][@algorithm:hex]; paths are lower case with single separators.
    [GeneratedRegex(
        @"^(?<repository>(?:(?:[a-zA-Z0-9.-]+|\[[a-fA-F0-9:]+\])(?::[0-9]+)?/)?"
            + @"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
            + @"(?::(?<tag>\w[\w.-]{0,127}))?"
            + @"(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
