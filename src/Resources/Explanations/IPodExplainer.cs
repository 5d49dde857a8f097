using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Explanations;

/// <summary>Explains where pods are, or why they are nowhere.</summary>
public interface IPodExplainer
{
    /// <exception cref="Status.StatusException">The node asked for is not there, or the pod's scheduler does not answer.</exception>
    Task<PodExplanation> ExplainAsync(StoredObject pod, ExplanationQuery query, CancellationToken cancellationToken);
}
