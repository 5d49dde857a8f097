using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>One pod that is played, from being bound to being gone.</summary>
internal sealed class SimulatedPod(JsonElement pod, SimulatedNode node, DateTime startTime)
{
    private const string SecondsAnnotation = "orleans-scheduler.dev/simulated-seconds";
    private const string ExitCodeAnnotation = "orleans-scheduler.dev/simulated-exit-code";

    public SimulatedNode Node => node;

    public DateTime StartTime => startTime;

    public string Uid { get; } = Fields.Uid(pod);

    public string Path { get; } =
        $"api/v1/namespaces/{Fields.Text(pod.GetProperty("metadata"), "namespace")}/pods/{Fields.Name(pod)}";

    public IReadOnlyList<SimulatedContainer> Containers { get; } = SimulatedContainer.Of(pod.GetProperty("spec"));

    public string RestartPolicy { get; } = Fields.Text(pod.GetProperty("spec"), "restartPolicy") ?? "Always";

    public TimeSpan? Deadline { get; } = Fields.Number(pod.GetProperty("spec"), "activeDeadlineSeconds") is { } seconds
        ? TimeSpan.FromSeconds(seconds)
        : null;

    public PodRoom Asked { get; } = PodRoom.Asked(pod.GetProperty("spec"));

    /// <summary>How long this pod's containers run, by its own annotation.</summary>
    public TimeSpan? RunTime { get; } =
        double.TryParse(Annotation(pod, SecondsAnnotation), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>How this pod's containers end, by its own annotation.</summary>
    public int? ChosenExitCode { get; } =
        int.TryParse(Annotation(pod, ExitCodeAnnotation), CultureInfo.InvariantCulture, out var code) ? code : null;

    public PodStage Stage { get; set; } = PodStage.Starting;

    /// <summary>Counts what happened, so that an end planned for an earlier run is not taken for one of this.</summary>
    public int Life { get; set; }

    /// <summary>The newest run; null when there was none.</summary>
    public SimulatedRun? Run { get; set; }

    /// <summary>The run before, if the pod was restarted.</summary>
    public SimulatedRun? LastRun { get; set; }

    /// <summary>When it reached a stage in which nothing runs.</summary>
    public DateTime EndedAt { get; set; }

    /// <summary>Why the node, not the containers, ended the pod.</summary>
    public (string Reason, string Message)? Failure { get; set; }

    public bool IsDeleting { get; set; }

    /// <summary>It is gone from the cluster.</summary>
    public bool IsGone { get; set; }

    /// <summary>It counts for what its node has no longer to give.</summary>
    public bool HoldsRoom { get; set; }

    /// <summary>The cluster does not know its newest state.</summary>
    public bool HasNews { get; set; }

    /// <summary>It has ended as it was asked to, and the cluster may forget it.</summary>
    public bool MayBeRemoved { get; set; }

    /// <summary>A request about it is waiting or under way.</summary>
    public bool IsBeingTold { get; set; }

    /// <summary>When it was seen to be bound; cleared when Running has been told.</summary>
    public long? BoundAt { get; set; }

    public bool HasEnded => Stage is PodStage.Succeeded or PodStage.Failed;

    /// <summary>Its cluster-wide address, made up from its place.</summary>
    public string Address { get; } = $"10.{128 + (node.Index >> 8 & 63)}.{node.Index & 255}.{2 + node.NextAddress() % 250}";

    private static string? Annotation(JsonElement pod, string name) =>
        pod.GetProperty("metadata").TryGetProperty("annotations", out var annotations) ? Fields.Text(annotations, name) : null;
}
