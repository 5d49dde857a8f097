namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// A controller: its name, and which keys of its work queue a write concerns. A key is one reconciler grain of type
/// <see cref="Name"/> and one stream of namespace <see cref="Name"/>.
/// </summary>
/// <param name="Name">kube-controller-manager's name, e.g. <c>job-controller</c>.</param>
/// <param name="Aliases">Other names it is switched on and off by, e.g. <c>job</c>.</param>
/// <param name="Routes">The resource types it follows.</param>
public sealed record Controller(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<ControllerRoute> Routes)
{
    public bool IsNamed(string name) => name == Name || Aliases.Contains(name);
}
