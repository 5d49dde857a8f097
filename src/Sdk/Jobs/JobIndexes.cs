using System.Globalization;

namespace OrleansScheduler.Sdk.Jobs;

/// <summary>Reads the index lists of an array's status, such as <c>0-2,5</c>.</summary>
internal static class JobIndexes
{
    public static IReadOnlyList<int> Parse(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(Range)];

    private static IEnumerable<int> Range(string part)
    {
        var ends = part.Split('-');
        var (first, last) = (Number(ends[0]), Number(ends[^1]));
        return Enumerable.Range(first, last - first + 1);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
