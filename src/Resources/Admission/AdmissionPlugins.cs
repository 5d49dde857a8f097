using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.Resources.Admission.Plugins;

namespace OrleansScheduler.Resources.Admission;

/// <summary>The admission plugins in the order they are asked: adding one is a file and a line here.</summary>
public static class AdmissionPlugins
{
    private static readonly (string Name, Type Type)[] InOrder =
    [
        ("NamespaceLifecycle", typeof(NamespaceLifecycle)),
        ("ServiceAccount", typeof(ServiceAccount)),
        ("TaintNodesByCondition", typeof(TaintNodesByCondition)),
        ("Priority", typeof(Priority)),
        ("DefaultTolerationSeconds", typeof(DefaultTolerationSeconds)),
    ];

    /// <summary>The names <see cref="AdmissionOptions.DisabledPlugins"/> may contain.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. InOrder.Select(plugin => plugin.Name)];

    internal static AdmissionChain CreateChain(IServiceProvider services, AdmissionOptions options) => new(
    [
        .. InOrder
            .Where(plugin => !options.DisabledPlugins.Contains(plugin.Name))
            .Select(plugin => (IAdmissionPlugin)ActivatorUtilities.CreateInstance(services, plugin.Type)),
    ]);
}
