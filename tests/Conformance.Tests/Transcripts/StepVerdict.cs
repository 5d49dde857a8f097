namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>The columns of the printed table.</summary>
internal enum StepVerdict
{
    Passed,
    Failed,

    /// <summary>The step concerns a kind or a group that is not served yet.</summary>
    NotYetSupported,
}
