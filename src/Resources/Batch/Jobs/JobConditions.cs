using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// A Job ends in two steps: an interim condition (FailureTarget or SuccessCriteriaMet) says what it will be, and once
/// every pod has ended and is counted the final one (Failed or Complete) says so.
/// </summary>
internal static class JobConditions
{
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string FailureTarget = "FailureTarget";
    public const string SuccessCriteriaMet = "SuccessCriteriaMet";
    public const string Suspended = "Suspended";

    public static V1JobCondition? Find(V1JobStatus? status, string type) =>
        status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    /// <summary>The interim condition the Job already carries, or null while it runs.</summary>
    public static V1JobCondition? Verdict(V1JobStatus? status) =>
        new[] { Find(status, SuccessCriteriaMet), Find(status, FailureTarget) }
            .FirstOrDefault(condition => condition is { Status: "True" });

    public static V1JobCondition Make(string type, string reason, string message, DateTime now, bool isTrue = true) => new()
    {
        Type = type,
        Status = isTrue ? "True" : "False",
        Reason = reason,
        Message = message,
        LastProbeTime = now,
        LastTransitionTime = now,
    };

    public static V1JobCondition Final(V1JobCondition verdict, DateTime now) => Make(
        verdict.Type == FailureTarget ? Failed : Complete, verdict.Reason, verdict.Message, now);

    /// <summary>Sets the condition; false when it already has this status, or would be a first False.</summary>
    public static bool Ensure(V1JobStatus status, V1JobCondition wanted)
    {
        var existing = Find(status, wanted.Type);
        if (existing is null)
        {
            if (wanted.Status != "True")
            {
                return false;
            }

            status.Conditions = [.. status.Conditions ?? [], wanted];
            return true;
        }

        if (existing.Status == wanted.Status && existing.Reason == wanted.Reason && existing.Message == wanted.Message)
        {
            return false;
        }

        status.Conditions = [.. status.Conditions.Select(condition => condition == existing ? wanted : condition)];
        return true;
    }
}
