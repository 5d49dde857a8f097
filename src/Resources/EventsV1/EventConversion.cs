using k8s.Models;

namespace OrleansScheduler.Resources.EventsV1;

/// <summary>The two spellings of an event. The parts are shared, not copied.</summary>
internal static class EventConversion
{
    public static Eventsv1Event FromCore(Corev1Event core) => new()
    {
        ApiVersion = "events.k8s.io/v1",
        Kind = "Event",
        Metadata = core.Metadata,
        Action = core.Action,
        DeprecatedCount = core.Count,
        DeprecatedFirstTimestamp = core.FirstTimestamp,
        DeprecatedLastTimestamp = core.LastTimestamp,
        DeprecatedSource = core.Source ?? new V1EventSource(),
        EventTime = core.EventTime,
        Note = core.Message,
        Reason = core.Reason,
        Regarding = core.InvolvedObject,
        Related = core.Related,
        ReportingController = NullIfEmpty(core.ReportingComponent),
        ReportingInstance = NullIfEmpty(core.ReportingInstance),
        Series = core.Series is { } series
            ? new Eventsv1EventSeries { Count = series.Count ?? 0, LastObservedTime = series.LastObservedTime ?? default }
            : null,
        Type = core.Type,
    };

    public static Corev1Event ToCore(Eventsv1Event happened) => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = happened.Metadata,
        Action = happened.Action,
        Count = happened.DeprecatedCount,
        FirstTimestamp = happened.DeprecatedFirstTimestamp,
        LastTimestamp = happened.DeprecatedLastTimestamp,
        Source = happened.DeprecatedSource ?? new V1EventSource(),
        EventTime = happened.EventTime,
        Message = happened.Note,
        Reason = happened.Reason,
        InvolvedObject = happened.Regarding ?? new V1ObjectReference(),
        Related = happened.Related,
        ReportingComponent = happened.ReportingController ?? "",
        ReportingInstance = happened.ReportingInstance ?? "",
        Series = happened.Series is { } series
            ? new Corev1EventSeries { Count = series.Count, LastObservedTime = series.LastObservedTime }
            : null,
        Type = happened.Type,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
