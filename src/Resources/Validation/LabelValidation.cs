using System.Text;

namespace OrleansScheduler.Resources.Validation;

/// <summary>Labels and annotations, on objects and in templates.</summary>
public static class LabelValidation
{
    /// <summary>All keys and values of an object's annotations together, in bytes.</summary>
    public const int AnnotationBytesMax = 256 * 1024;

    public static void ValidateLabels(IDictionary<string, string>? labels, FieldPath path, FieldErrors errors)
    {
        foreach (var (key, value) in labels.InKeyOrder())
        {
            Invalid(NameSyntax.QualifiedName(key), key, path, errors);
            Invalid(NameSyntax.LabelValue(value ?? ""), value ?? "", path, errors);
        }
    }

    public static void ValidateAnnotations(IDictionary<string, string>? annotations, FieldPath path, FieldErrors errors)
    {
        var bytes = 0;
        foreach (var (key, value) in annotations.InKeyOrder())
        {
            Invalid(NameSyntax.QualifiedName(key.ToLowerInvariant()), key, path, errors);
            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value ?? "");
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
}
