namespace OrleansScheduler.Resources.Patches;

/// <summary>A patch that cannot be carried out; the message is Kubernetes'.</summary>
public sealed class PatchException(PatchProblem problem, string message) : Exception(message)
{
    public PatchProblem Problem { get; } = problem;
}
