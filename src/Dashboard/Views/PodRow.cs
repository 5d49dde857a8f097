using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;

namespace OrleansScheduler.Dashboard.Views;

/// <summary>A pod as lists show it.</summary>
public sealed record PodRow(V1Pod Pod, PodSummary Summary)
{
    /// <summary>The row of a pod, in the words of <c>kubectl get pods</c>.</summary>
    public static PodRow Of(V1Pod pod) => new(pod, PodSummary.Of(pod));

    /// <summary>The name within its namespace.</summary>
    public string Name => Pod.Metadata.Name;

    /// <summary>The namespace it is in.</summary>
    public string Namespace => Pod.Metadata.NamespaceProperty;

    /// <summary>When it was made.</summary>
    public DateTime? Created => Pod.Metadata.CreationTimestamp;

    /// <summary>Where it runs; empty while that is open.</summary>
    public string Node => Pod.Spec?.NodeName ?? "";

    /// <summary>Its phase; <c>Pending</c> before anybody said otherwise.</summary>
    public string Phase => Pod.Status?.Phase is { Length: > 0 } phase ? phase : "Pending";

    /// <summary>One word of kubectl's STATUS column.</summary>
    public string Status => Summary.Status.Length > 0 ? Summary.Status : Phase;

    /// <summary>The page about it.</summary>
    public string Link => $"pods/{Namespace}/{Name}";

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Phase is "Succeeded" or "Failed";

    /// <summary>Why no node has taken it, in the scheduler's words; null when it has one or nobody said.</summary>
    public V1PodCondition? Refusal => Node.Length > 0 || IsOver
        ? null
        : Pod.Status?.Conditions?.FirstOrDefault(each => each is { Type: "PodScheduled", Status: "False" });

    /// <summary>How its status looks.</summary>
    public Tone Tone => Phase switch
    {
        "Failed" => Tone.Bad,
        "Succeeded" => Tone.Good,
        _ when Status.Contains("Err", StringComparison.Ordinal) || Status.Contains("BackOff", StringComparison.Ordinal) => Tone.Bad,
        "Pending" => Refusal is null ? Tone.Neutral : Tone.Warning,
        "Running" => Tone.Active,
        _ => Tone.Neutral,
    };
}
