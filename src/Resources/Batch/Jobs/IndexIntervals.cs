using System.Globalization;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>Growing intervals of completion indexes, e.g. <c>1,3-5,7</c>: how many they name, or what is wrong.</summary>
internal readonly record struct IndexIntervals(int Count, string? Problem)
{
    public static IndexIntervals Parse(string text, int completions)
    {
        var (count, last) = (0, -1);
        foreach (var interval in text.Length == 0 ? [] : text.Split(','))
        {
            var ends = interval.Split('-');
            if (ends.Length > 2)
            {
                return Wrong($"the fragment {FieldValueText.Quote(interval)} violates the requirement that an index "
                    + "interval can have at most two parts separated by '-'");
            }

            var first = last;
            foreach (var end in ends)
            {
                if (!int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    return Wrong($"cannot convert string to integer for index: {FieldValueText.Quote(end)}");
                }

                if (index >= completions)
                {
                    return Wrong($"too large index: {FieldValueText.Quote(end)}");
                }

                if (index <= last)
                {
                    return Wrong($"non-increasing order, previous: {last}, current: {index}");
                }

                (first, last) = (first == last ? index : first, index);
            }

            count += ends.Length == 1 ? 1 : last - first + 1;
        }

        return new IndexIntervals(count, null);
    }

    private static IndexIntervals Wrong(string problem) => new(0, problem);
}
