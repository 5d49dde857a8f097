namespace OrleansScheduler.Dashboard.Views;

/// <summary>The column a table is sorted by and its direction.</summary>
public sealed class SortOrder<T>(string key, Dictionary<string, Func<T, IComparable>> columns) : ISortOrder
{
    /// <inheritdoc/>
    public string Key { get; private set; } = key;

    /// <inheritdoc/>
    public bool IsDescending { get; private set; }

    /// <inheritdoc/>
    public void Toggle(string column)
    {
        IsDescending = Key == column && !IsDescending;
        Key = column;
    }

    /// <summary>The rows in this order; equal ones keep theirs.</summary>
    public IReadOnlyList<T> Apply(IEnumerable<T> rows) => IsDescending
        ? [.. rows.OrderByDescending(columns[Key], CellComparer.Instance)]
        : [.. rows.OrderBy(columns[Key], CellComparer.Instance)];
}
