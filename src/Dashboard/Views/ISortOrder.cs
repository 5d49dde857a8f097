namespace OrleansScheduler.Dashboard.Views;

/// <summary>What a column header knows of the order of its table.</summary>
public interface ISortOrder
{
    /// <summary>The column sorted by.</summary>
    string Key { get; }

    /// <summary>Whether the largest comes first.</summary>
    bool IsDescending { get; }

    /// <summary>Sorts by a column, or turns the direction if it is the one already.</summary>
    void Toggle(string column);
}
