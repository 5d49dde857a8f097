namespace OrleansScheduler.Resources.Validation;

/// <summary>Labels and annotations, on objects and in templates.</summary>
public static class LabelValidation
{
    /// <summary>All keys and values of an object's annotations together, in bytes.</summary>
    public const int AnnotationBytesMax = 256 * 1024;

    public static void ValidateLabels(IDictionary<string, string>? labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in InOrder(labels))
        {
            Invalid(NameSyntax.QualifiedName(key), key, path, errors);
            Invalid(NameSyntax.LabelValue(value), value, path, errors);
        }
    }

    public static void ValidateAnnotations(IDictionary<string, string>? annotations, FieldPath path, FieldErrors errors)
    {
        var bytes = 0;
        foreach (var (key, value) in InOrder(annotations))
        {
            Invalid(NameSyntax.QualifiedName(key.ToLowerInvariant()), key, path, errors);
            bytes += System.Text.Encoding.UTF8.GetByteCount(key) + System.Text.Encoding.UTF8.GetByteCount(value);
        }

        if (bytes > AnnotationBytesMax)
        {
            errors.TooLong(path, AnnotationBytesMax);
        }
    }

    private static void Invalid(IReadOnlyList<string> problems, string value, FieldPath path, FieldErrors errors)
    {
        foreach (var problem in problems)
        {
            errors.Invalid(path, value, problem);
        }
    }

    private static IEnumerable<(string Key, string Value)> InOrder(IDictionary<string, string>? entries) =>
        (entries ?? new Dictionary<string, string>())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value ?? ""));
}
