namespace OrleansScheduler.Resources.Validation;

/// <summary>What ConfigMaps and Secrets promise with <c>immutable</c>.</summary>
internal static class ImmutableData
{
    private const string Problem = "field is immutable when `immutable` is set";

    public static void Flag(bool? isImmutable, FieldErrors errors)
    {
        if (isImmutable != true)
        {
            errors.Forbidden(FieldPath.Of("immutable"), Problem);
        }
    }

    public static void Same(
        string field, IDictionary<string, string>? data, IDictionary<string, string>? old, FieldErrors errors) =>
        Same(field, data, old, string.Equals, errors);

    public static void Same(
        string field, IDictionary<string, byte[]>? data, IDictionary<string, byte[]>? old, FieldErrors errors) =>
        Same(field, data, old, (left, right) => left.AsSpan().SequenceEqual(right), errors);

    private static void Same<T>(
        string field,
        IDictionary<string, T>? data,
        IDictionary<string, T>? old,
        Func<T, T, bool> areEqual,
        FieldErrors errors)
    {
        var isSame = (data?.Count ?? 0) == (old?.Count ?? 0)
            && (data is null
                || data.All(entry => old!.TryGetValue(entry.Key, out var value) && areEqual(entry.Value, value)));
        if (!isSame)
        {
            errors.Forbidden(FieldPath.Of(field), Problem);
        }
    }
}
