namespace OrleansScheduler.Conformance.Tests.Transcripts;

/// <summary>One compared step of a recorded scenario and what became of it.</summary>
internal sealed record TranscriptStep(string Letter, string Scenario, string Id, StepVerdict Verdict, string Detail);
