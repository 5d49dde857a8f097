namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Why a recorded step is allowed to differ, by scenario or by scenario and step.</summary>
internal static class KnownGaps
{
    private const string UnservedListed = "the recorded list names kinds that are not served yet";
    private const string NeedsPriorityClass = "admission needs the PriorityClass kind";
    private const string NeedsRuntimeClass = "admission needs the RuntimeClass kind";

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["a-aggregated-api"] = UnservedListed,
        ["a-aggregated-apis"] = UnservedListed,
        ["a-api-root"] = UnservedListed,
        ["a-apis-root"] = UnservedListed,
        ["a-group-batch"] = UnservedListed,
        ["a-openapi-v3-root"] = UnservedListed,
        ["b-priorityclass"] = NeedsPriorityClass,
        ["b-runtimeclass"] = NeedsRuntimeClass,
        ["k-sa-token-secret"] = "secrets of type service-account-token are not filled: tokens are issued on request only",
        ["i-ephemeral-resize/resize-image"] = "an update that changes nothing is not written; the recording wrote it",
        ["c-forbidden"] = "authorization needs the RBAC kinds",
    };

    public static string? ReasonOf(TranscriptStep step) =>
        Reasons.GetValueOrDefault($"{step.Scenario}/{step.Id}") ?? Reasons.GetValueOrDefault(step.Scenario);
}
