using System.Globalization;
using k8s.Models;
using OrleansScheduler.Resources;

namespace OrleansScheduler.Scheduling.Gangs;

/// <summary>
/// The gang a pod belongs to, by its annotations: pods of one namespace that name the same gang are placed together, at
/// least <see cref="Size"/> of them or none, and within one domain of a node label if they ask for it.
/// </summary>
/// <param name="Key">Namespace and name of the gang.</param>
/// <param name="TopologyKey">The node label all of them must share, null when they need not.</param>
public sealed record PodGang(ObjectKey Key, int Size, string? TopologyKey)
{
    /// <summary>The annotation that names the gang.</summary>
    public const string NameAnnotation = "scheduling.orleans-scheduler.dev/gang";

    /// <summary>The annotation with the least number of pods to be placed together.</summary>
    public const string SizeAnnotation = "scheduling.orleans-scheduler.dev/gang-size";

    /// <summary>The annotation with the node label whose one value all of them must share.</summary>
    public const string TopologyAnnotation = "scheduling.orleans-scheduler.dev/gang-topology";

    /// <summary>More are never placed together: they are one commit.</summary>
    public const int SizeMax = 512;

    /// <summary>What is wrong with the annotations; such pods are not placed at all, for they would be placed singly.</summary>
    public string? Problem { get; private init; }

    /// <summary>Null for a pod of no gang.</summary>
    public static PodGang? Of(V1Pod pod)
    {
        if (Annotation(pod, NameAnnotation) is not { Length: > 0 } name)
        {
            return null;
        }

        var text = Annotation(pod, SizeAnnotation);
        var isSize = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= SizeMax;
        return new PodGang(
            new ObjectKey(pod.Metadata.NamespaceProperty ?? "", name), isSize ? size : 1, Annotation(pod, TopologyAnnotation))
        {
            Problem = isSize ? null : $"annotation {SizeAnnotation} must be a number from 1 to {SizeMax}, not \"{text}\"",
        };
    }

    private static string? Annotation(V1Pod pod, string name) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var value) ? value : null;
}
