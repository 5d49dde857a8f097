using System.Text;

namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>Prints what passed, failed and is not yet supported, letter by letter.</summary>
internal static class TranscriptTable
{
    public static string Render(IReadOnlyList<TranscriptStep> steps)
    {
        var text = new StringBuilder("letter   passed   failed   not yet supported\n");
        foreach (var letter in steps.GroupBy(step => step.Letter).OrderBy(group => group.Key))
        {
            Row(text, letter.Key, [.. letter]);
        }

        Row(text, "all", steps);
        foreach (var step in steps.Where(step => step.Verdict == StepVerdict.Failed))
        {
            text.Append("FAILED ").Append(step.Scenario).Append(' ').Append(step.Id).Append(": ")
                .Append(KnownGaps.ReasonOf(step) ?? "no reason known").Append("\n       ").AppendLine(step.Detail);
        }

        return text.ToString();
    }

    /// <summary>The share of the supported steps that passed, in percent.</summary>
    public static double PassRate(IReadOnlyList<TranscriptStep> steps)
    {
        var supported = steps.Count(step => step.Verdict != StepVerdict.NotYetSupported);
        return 100.0 * Count(steps, StepVerdict.Passed) / Math.Max(1, supported);
    }

    private static void Row(StringBuilder text, string letter, IReadOnlyList<TranscriptStep> steps) =>
        text.AppendLine(
            $"{letter,-6} {Count(steps, StepVerdict.Passed),8} {Count(steps, StepVerdict.Failed),8} "
            + $"{Count(steps, StepVerdict.NotYetSupported),19}");

    private static int Count(IReadOnlyList<TranscriptStep> steps, StepVerdict verdict) =>
        steps.Count(step => step.Verdict == verdict);
}
