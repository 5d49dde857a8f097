namespace OrleansScheduler.Dashboard.Views;

/// <summary>What the filter box over a list keeps.</summary>
public static class NameFilter
{
    /// <summary>Whether the name contains what was typed, in any case; nothing typed keeps everything.</summary>
    public static bool Matches(string name, string? typed) =>
        string.IsNullOrWhiteSpace(typed) || name.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase);
}
