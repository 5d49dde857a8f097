using System.Collections.Frozen;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>The controllers that are switched on, by the resource types they follow.</summary>
internal sealed class ActiveControllers(IEnumerable<Controller> all, ControllerSelection selection)
{
    private readonly FrozenDictionary<string, (Controller Controller, ControllerRoute Route)[]> _routes = all
        .Where(selection.Includes)
        .SelectMany(controller => controller.Routes.Select(route => (controller, route)))
        .GroupBy(entry => entry.route.ResourceType)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public IReadOnlyCollection<string> ResourceTypes => _routes.Keys;

    /// <summary>Empty for a type no controller follows.</summary>
    public IReadOnlyList<(Controller Controller, ControllerRoute Route)> Following(string resourceType) =>
        _routes.GetValueOrDefault(resourceType, []);
}
