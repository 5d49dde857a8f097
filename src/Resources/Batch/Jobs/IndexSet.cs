using System.Globalization;
using System.Text;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// A set of completion indexes as statuses and success policies write it: <c>1,3-5,7</c>. Three or more neighbours
/// make a range, two are listed.
/// </summary>
internal sealed class IndexSet
{
    private readonly SortedSet<int> _indexes;

    private IndexSet(SortedSet<int> indexes)
    {
        _indexes = indexes;
    }

    public int Count => _indexes.Count;

    /// <summary>Reads the text; indexes at or beyond <paramref name="completions"/> are dropped.</summary>
    public static IndexSet Parse(string? text, int completions)
    {
        var indexes = new SortedSet<int>();
        foreach (var interval in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = interval.IndexOf('-', StringComparison.Ordinal);
            var first = Number(dash < 0 ? interval : interval[..dash]);
            var last = dash < 0 ? first : Number(interval[(dash + 1)..]);
            for (var index = first; index <= last && index < completions; index++)
            {
                indexes.Add(index);
            }
        }

        return new IndexSet(indexes);
    }

    public bool Contains(int index) => _indexes.Contains(index);

    public int CountIn(IndexSet other) => _indexes.Count(other.Contains);

    public IndexSet With(IEnumerable<int> indexes) => new([.. _indexes, .. indexes]);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in Intervals())
        {
            var start = first.ToString(CultureInfo.InvariantCulture);
            text.Append(text.Length == 0 ? "" : ",").Append(start);
            if (last > first)
            {
                text.Append(last == first + 1 ? ',' : '-').Append(last.ToString(CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    private IEnumerable<(int First, int Last)> Intervals()
    {
        (int First, int Last)? open = null;
        foreach (var index in _indexes)
        {
            if (open is { } interval && index == interval.Last + 1)
            {
                open = (interval.First, index);
                continue;
            }

            if (open is { } closed)
            {
                yield return closed;
            }

            open = (index, index);
        }

        if (open is { } final)
        {
            yield return final;
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
