using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;

namespace OrleansScheduler.ControlPlane.Schedulers.Explanations;

/// <summary>A pod somebody wants to know about, and how many nodes are to be named.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record ExplainRequest(
    [property: Id(0)] string Namespace,
    [property: Id(1)] string Name,
    [property: Id(2)] string? NodeName,
    [property: Id(3)] int NodesMax)
{
    public ObjectKey Pod => new(Namespace, Name);

    public ExplanationQuery Query => new(NodeName, NodesMax);
}
