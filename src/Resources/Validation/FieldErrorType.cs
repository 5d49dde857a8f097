namespace OrleansScheduler.Resources.Validation;

/// <summary>The reasons of a Status' causes; names are Kubernetes' (FieldValueRequired and so on).</summary>
public enum FieldErrorType
{
    FieldValueNotFound,
    FieldValueRequired,
    FieldValueDuplicate,
    FieldValueInvalid,
    FieldValueNotSupported,
    FieldValueForbidden,
    FieldValueTooLong,
    FieldValueTooMany,
    FieldValueTypeInvalid,
    InternalError,
}
