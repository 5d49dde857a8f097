using k8s.Models;
using OrleansScheduler.Resources.Core.Events;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.EventsV1;

/// <summary>What <c>events.k8s.io</c> asks beyond <c>v1</c>: complete events of which only the series goes on.</summary>
internal static class EventV1Validation
{
    private const string Unset = "needs to be unset";

    public static FieldErrors Validate(Corev1Event happened)
    {
        var errors = EventValidation.Validate(happened);
        ObjectMetaValidation.Validate(happened.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        ValidateSeries(happened.Series, errors);
        if (happened.EventTime is null)
        {
            errors.Required(FieldPath.Of("eventTime"));
        }

        if (happened.Type is not ("Normal" or "Warning"))
        {
            errors.Invalid(FieldPath.Of("type"), "", $"has invalid value: {happened.Type}");
        }

        NotSet("firstTimestamp", happened.FirstTimestamp is not null, errors);
        NotSet("lastTimestamp", happened.LastTimestamp is not null, errors);
        NotSet("count", happened.Count is not (null or 0), errors);
        NotSet("source", happened.Source is { Component.Length: > 0 } or { Host.Length: > 0 }, errors);
        return errors;
    }

    public static FieldErrors ValidateUpdate(Corev1Event happened, Corev1Event old)
    {
        var errors = EventValidation.Validate(happened);
        ObjectMetaValidation.ValidateUpdate(happened.Metadata, old.Metadata, errors);
        if (happened.Series is { } series && !SameJson(series, old.Series))
        {
            ValidateSeries(series, errors);
        }

        Immutable("involvedObject", happened.InvolvedObject, old.InvolvedObject, errors);
        Immutable("reason", happened.Reason, old.Reason, errors);
        Immutable("message", happened.Message, old.Message, errors);
        Immutable("source", happened.Source, old.Source, errors);
        Immutable("firstTimestamp", happened.FirstTimestamp, old.FirstTimestamp, errors);
        Immutable("lastTimestamp", happened.LastTimestamp, old.LastTimestamp, errors);
        Immutable("count", happened.Count ?? 0, old.Count ?? 0, errors);
        Immutable("type", happened.Type, old.Type, errors);
        Immutable("eventTime", happened.EventTime, old.EventTime, errors);
        Immutable("action", happened.Action, old.Action, errors);
        Immutable("related", happened.Related, old.Related, errors);
        Immutable("reportingController", happened.ReportingComponent, old.ReportingComponent, errors);
        Immutable("reportingInstance", happened.ReportingInstance, old.ReportingInstance, errors);
        return errors;
    }

    private static void ValidateSeries(Corev1EventSeries? series, FieldErrors errors)
    {
        if (series is null)
        {
            return;
        }

        if (series.Count is null or < 2)
        {
            errors.Invalid(FieldPath.Of("series").Child("count"), "", "should be at least 2");
        }

        if (series.LastObservedTime is null || series.LastObservedTime == default(DateTime))
        {
            errors.Required(FieldPath.Of("series").Child("lastObservedTime"));
        }
    }

    private static void NotSet(string field, bool isSet, FieldErrors errors)
    {
        if (isSet)
        {
            errors.Invalid(FieldPath.Of(field), "", Unset);
        }
    }

    private static void Immutable<T>(string field, T value, T old, FieldErrors errors)
    {
        if (!SameJson(value, old))
        {
            errors.Invalid(FieldPath.Of(field), value, "field is immutable");
        }
    }

    private static bool SameJson<T>(T left, T right) => FieldValueText.Of(left) == FieldValueText.Of(right);
}
