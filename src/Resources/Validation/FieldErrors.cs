using System.Collections;

namespace OrleansScheduler.Resources.Validation;

/// <summary>Collects the problems of an object, worded as Kubernetes words them.</summary>
public sealed class FieldErrors : IReadOnlyList<FieldError>
{
    private readonly List<FieldError> _errors = [];

    public int Count => _errors.Count;

    public FieldError this[int index] => _errors[index];

    public void Add(FieldError error) => _errors.Add(error);

    public void AddRange(IEnumerable<FieldError> errors) => _errors.AddRange(errors);

    public void Required(FieldPath field, string detail = "") =>
        Add(FieldErrorType.FieldValueRequired, field, "Required value", detail);

    /// <summary>A wrong value: text is quoted, numbers are plain, anything else is shown as JSON.</summary>
    public void Invalid(FieldPath field, object? value, string detail) =>
        Add(FieldErrorType.FieldValueInvalid, field, $"Invalid value: {FieldValueText.Of(value)}", detail);

    /// <summary>One error for each problem of a text.</summary>
    public void Invalid(FieldPath field, string value, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Invalid(field, value, problem);
        }
    }

    public void NotNegative(FieldPath field, long? value)
    {
        if (value < 0)
        {
            Invalid(field, value, "must be greater than or equal to 0");
        }
    }

    /// <summary>A wrong value that is too large or too secret to be shown.</summary>
    public void InvalidOmittingValue(FieldPath field, string detail) =>
        Add(FieldErrorType.FieldValueInvalid, field, "Invalid value", detail);

    public void TypeInvalid(FieldPath field, object? value, string detail) =>
        Add(FieldErrorType.FieldValueTypeInvalid, field, $"Invalid value: {FieldValueText.Of(value)}", detail);

    /// <summary>A value that is none of <paramref name="supported"/>, which are named in the given order.</summary>
    public void NotSupported(FieldPath field, object? value, IEnumerable<string> supported)
    {
        var values = string.Join(", ", supported.Select(FieldValueText.Quote));
        Add(
            FieldErrorType.FieldValueNotSupported,
            field,
            $"Unsupported value: {FieldValueText.Of(value)}",
            values.Length == 0 ? "" : $"supported values: {values}");
    }

    public void Duplicate(FieldPath field, object? value, string detail = "") =>
        Add(FieldErrorType.FieldValueDuplicate, field, $"Duplicate value: {FieldValueText.Of(value)}", detail);

    public void NotFound(FieldPath field, object? value) =>
        Add(FieldErrorType.FieldValueNotFound, field, $"Not found: {FieldValueText.Of(value)}", "");

    public void Forbidden(FieldPath field, string detail) =>
        Add(FieldErrorType.FieldValueForbidden, field, "Forbidden", detail);

    public void TooLong(FieldPath field, int maxBytes) =>
        Add(FieldErrorType.FieldValueTooLong, field, "Too long", $"may not be more than {maxBytes} bytes");

    public void TooMany(FieldPath field, int actual, int max) => Add(
        FieldErrorType.FieldValueTooMany,
        field,
        $"Too many: {actual}",
        max == 1 ? "must have at most 1 item" : $"must have at most {max} items");

    public void Internal(FieldPath field, string detail) =>
        Add(FieldErrorType.InternalError, field, "Internal error", detail);

    public IEnumerator<FieldError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(FieldErrorType type, FieldPath field, string text, string detail) =>
        _errors.Add(new FieldError(type, field.ToString(), detail.Length == 0 ? text : $"{text}: {detail}"));
}
