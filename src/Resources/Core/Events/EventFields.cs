using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Core.Events;

/// <summary>What events can be selected by; the two group versions only spell it differently.</summary>
internal static class EventFields
{
    public static IReadOnlyDictionary<string, Func<StoredObject, string>> Selectable(string regarding, string reporter) =>
        new Dictionary<string, Func<StoredObject, string>>
        {
            [$"{regarding}.kind"] = stored => Regarding(stored).Kind ?? "",
            [$"{regarding}.namespace"] = stored => Regarding(stored).NamespaceProperty ?? "",
            [$"{regarding}.name"] = stored => Regarding(stored).Name ?? "",
            [$"{regarding}.uid"] = stored => Regarding(stored).Uid ?? "",
            [$"{regarding}.apiVersion"] = stored => Regarding(stored).ApiVersion ?? "",
            [$"{regarding}.resourceVersion"] = stored => Regarding(stored).ResourceVersion ?? "",
            [$"{regarding}.fieldPath"] = stored => Regarding(stored).FieldPath ?? "",
            ["reason"] = stored => Event(stored).Reason ?? "",
            [reporter] = stored => Event(stored).ReportingComponent ?? "",
            ["source"] = stored => SourceOf(Event(stored)),
            ["type"] = stored => Event(stored).Type ?? "",
        };

    private static Corev1Event Event(StoredObject stored) => stored.As<Corev1Event>();

    private static V1ObjectReference Regarding(StoredObject stored) => Event(stored).InvolvedObject;

    private static string SourceOf(Corev1Event happened) =>
        happened.Source?.Component is { Length: > 0 } component ? component : happened.ReportingComponent ?? "";
}
