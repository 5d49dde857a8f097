using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>Orders API versions: stable over beta over alpha, then by number (v2, v1, v1beta2, v1beta1, v1alpha1).</summary>
internal static partial class VersionPriority
{
    public static readonly IComparer<string> Comparer = Comparer<string>.Create((a, b) => Rank(a).CompareTo(Rank(b)));

    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
        {
            return (0, 0, 0);
        }

        var stability = match.Groups[2].Value switch { "" => 3, "beta" => 2, _ => 1 };
        return (stability, Number(match.Groups[1].Value), Number(match.Groups[3].Value));
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v([0-9]+)(?:(alpha|beta)([0-9]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
