namespace OrleansScheduler.Dashboard.Views;

/// <summary>Compares cells: text by code points, everything else as it compares itself.</summary>
internal sealed class CellComparer : IComparer<IComparable>
{
    public static CellComparer Instance { get; } = new();

    public int Compare(IComparable? x, IComparable? y) => x is string left && y is string right
        ? string.CompareOrdinal(left, right)
        : Comparer<IComparable>.Default.Compare(x, y);
}
