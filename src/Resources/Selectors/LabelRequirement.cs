using System.Globalization;

namespace OrleansScheduler.Resources.Selectors;

/// <summary>One condition on one label; equality is <see cref="LabelOperator.In"/> with one value.</summary>
public sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var isPresent = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => isPresent && Values.Contains(value),
            LabelOperator.NotIn => !isPresent || !Values.Contains(value),
            LabelOperator.Exists => isPresent,
            LabelOperator.DoesNotExist => !isPresent,
            LabelOperator.GreaterThan => isPresent && Compare(value) > 0,
            LabelOperator.LessThan => isPresent && Compare(value) < 0,
            _ => throw new InvalidOperationException($"There is no operator {Operator}."),
        };
    }

    // 0, which matches neither way, when the label is no number.
    private int Compare(string? value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.CompareTo(long.Parse(Values[0], CultureInfo.InvariantCulture))
            : 0;
}
