using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>What a status tells of a container without having run it.</summary>
internal sealed record SimulatedContainer(string Name, string Image, bool IsInit)
{
    /// <summary>All containers of a pod, init containers first.</summary>
    public static IReadOnlyList<SimulatedContainer> Of(JsonElement spec) =>
    [
        .. Fields.List(spec, "initContainers").Select(container => Of(container, isInit: true)),
        .. Fields.List(spec, "containers").Select(container => Of(container, isInit: false)),
    ];

    private static SimulatedContainer Of(JsonElement container, bool isInit) => new(
        Fields.Text(container, "name") ?? "", Fields.Text(container, "image") ?? "", isInit);
}
