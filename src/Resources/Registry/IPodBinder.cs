using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Registry;

/// <summary>
/// Assigns pods to nodes, many in one commit of the store: what a scheduler does with a finished plan.
/// </summary>
public interface IPodBinder
{
    /// <summary>
    /// Binds each pod on its own merits and answers in the same order when all that succeeded are durable.
    /// A pod is bound at most once, and never past a guard that has moved (invariants 4 and 5).
    /// </summary>
    Task<IReadOnlyList<BindOutcome>> BindAsync(
        IReadOnlyList<PodBinding> bindings, CancellationToken cancellationToken);

    /// <summary>The binding subresource: one pod, with the refusals of the API.</summary>
    Task<StoredObject> BindAsync(
        ObjectKey pod, V1Binding binding, WriteOptions options, CancellationToken cancellationToken);
}
