namespace OrleansScheduler.Resources.Validation;

/// <summary>Maps are gone through by key, so that the same object always gives the same list of errors.</summary>
internal static class KeyOrder
{
    /// <summary>The entries in ordinal order of their keys; none for an absent map.</summary>
    public static IEnumerable<KeyValuePair<string, T>> InKeyOrder<T>(this IDictionary<string, T>? map) =>
        map is null ? [] : map.OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
