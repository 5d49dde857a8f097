using k8s;

namespace OrleansScheduler.Resources.Schema;

/// <summary>
/// A decoded object and what a strict client must be told of: <c>unknown field "spec.foo"</c>,
/// <c>duplicate field "spec.bar"</c>, in the order Kubernetes reports them.
/// </summary>
public sealed record DecodedObject(IKubernetesObject Object, IReadOnlyList<string> StrictProblems);
