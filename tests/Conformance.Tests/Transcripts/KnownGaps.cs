namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Why a recorded step is allowed to differ, by scenario or by scenario and step.</summary>
internal static class KnownGaps
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
    };

    public static string? ReasonOf(TranscriptStep step) =>
        Reasons.GetValueOrDefault($"{step.Scenario}/{step.Id}") ?? Reasons.GetValueOrDefault(step.Scenario);
}
