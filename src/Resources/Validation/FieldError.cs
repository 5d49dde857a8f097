namespace OrleansScheduler.Resources.Validation;

/// <summary>One problem of one field. <see cref="Message"/> is without the field, as in a Status cause.</summary>
public sealed record FieldError(FieldErrorType Type, string Field, string Message);
