using OrleansScheduler.Resources.Explanations;

namespace OrleansScheduler.ControlPlane.Schedulers.Explanations;

/// <summary>An explanation as it goes between silos: JSON, as it goes to clients.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record ExplainAnswer(
    [property: Id(0)] byte[]? Json, [property: Id(1)] bool IsNodeUnknown)
{
    public static ExplainAnswer NoPod { get; } = new(null, false);

    public static ExplainAnswer NoNode { get; } = new(null, true);

    public static ExplainAnswer Of(PodExplanation explanation) => new(ExplanationJson.Write(explanation), false);
}
