using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>The status of a simulated pod as a kubelet would tell it, as the bytes of a strategic merge patch.
/// Conditions of others, such as PodScheduled, are not in it and so stay.</summary>
internal static class PodStatusJson
{
    public static ReadOnlyMemory<byte> Patch(SimulatedPod pod)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("uid", pod.Uid);
        json.WriteEndObject();
        json.WriteStartObject("status");
        WriteStatus(json, pod);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteStatus(Utf8JsonWriter json, SimulatedPod pod)
    {
        json.WriteString("phase", Phase(pod));
        if (pod.Failure is { } failure)
        {
            json.WriteString("reason", failure.Reason);
            json.WriteString("message", failure.Message);
        }

        json.WriteString("startTime", Second(pod.StartTime));
        json.WriteString("hostIP", "127.0.0.1");
        WriteAddresses(json, "hostIPs", "127.0.0.1");
        if (pod.Stage != PodStage.Starting)
        {
            json.WriteString("podIP", pod.Address);
            WriteAddresses(json, "podIPs", pod.Address);
        }

        WriteConditions(json, pod);
        WriteContainers(json, pod, isInit: true);
        WriteContainers(json, pod, isInit: false);
    }

    private static string Phase(SimulatedPod pod) => pod.Stage switch
    {
        PodStage.Starting => "Pending",
        PodStage.Running or PodStage.BackingOff => "Running",
        PodStage.Succeeded => "Succeeded",
        PodStage.Failed => "Failed",
        var unknown => throw new InvalidOperationException($"Unknown stage {unknown}."),
    };

    private static void WriteAddresses(Utf8JsonWriter json, string name, string address)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("ip", address);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteConditions(Utf8JsonWriter json, SimulatedPod pod)
    {
        var ended = pod.Stage switch { PodStage.Succeeded => "PodCompleted", PodStage.Failed => "PodFailed", _ => null };
        var unready = pod.Stage == PodStage.Running ? null : ended ?? "ContainersNotReady";
        var sandbox = Second(ended is null ? pod.StartTime : pod.EndedAt);
        var changed = pod.Stage switch
        {
            PodStage.Starting => Second(pod.StartTime),
            PodStage.Running => Second(pod.Run?.Since ?? pod.StartTime),
            _ => Second(pod.EndedAt),
        };
        json.WriteStartArray("conditions");
        WriteCondition(json, "PodReadyToStartContainers", ended is null, null, sandbox);
        WriteCondition(json, "Initialized", true, pod.Stage == PodStage.Succeeded ? ended : null, Second(pod.StartTime));
        WriteCondition(json, "Ready", unready is null, unready, changed);
        WriteCondition(json, "ContainersReady", unready is null, unready, changed);
        json.WriteEndArray();
    }

    private static void WriteCondition(Utf8JsonWriter json, string type, bool holds, string? reason, string since)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("status", holds ? "True" : "False");
        json.WriteString("lastTransitionTime", since);
        json.WritePropertyName("reason");
        json.WriteStringValue(reason);
        json.WriteEndObject();
    }

    private static void WriteContainers(Utf8JsonWriter json, SimulatedPod pod, bool isInit)
    {
        var containers = pod.Containers.Where(container => container.IsInit == isInit).ToList();
        if (containers.Count == 0 || pod.HasEnded && pod.Run is null)
        {
            return;
        }

        json.WriteStartArray(isInit ? "initContainerStatuses" : "containerStatuses");
        foreach (var container in containers)
        {
            json.WriteStartObject();
            WriteContainer(json, pod, container);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContainer(Utf8JsonWriter json, SimulatedPod pod, SimulatedContainer container)
    {
        var run = container.IsInit ? FirstRun(pod) : pod.Run;
        var runs = pod.Stage == PodStage.Running && !container.IsInit;
        json.WriteString("name", container.Name);
        json.WriteString("image", container.Image);
        json.WriteString("imageID", run is null ? "" : container.Image);
        json.WriteBoolean("ready", runs || container.IsInit && run is not null);
        json.WriteBoolean("started", runs);
        json.WriteNumber("restartCount", run?.Number ?? 0);
        json.WriteStartObject("state");
        WriteState(json, pod, container, run);
        json.WriteEndObject();
        json.WriteStartObject("lastState");
        var last = container.IsInit ? null : pod.Stage == PodStage.BackingOff ? run : pod.LastRun;
        if (last is not null)
        {
            WriteTerminated(json, pod, container, last);
        }

        json.WriteEndObject();
        if (run is not null)
        {
            json.WriteString("containerID", ContainerId(pod, container, run));
        }
    }

    // Init containers take no time.
    private static SimulatedRun? FirstRun(SimulatedPod pod) =>
        pod.Run is null ? null : new SimulatedRun(0, pod.StartTime) { Until = pod.StartTime };

    private static void WriteState(Utf8JsonWriter json, SimulatedPod pod, SimulatedContainer container, SimulatedRun? run)
    {
        if (run is not null && pod.Stage == PodStage.Running && !container.IsInit)
        {
            json.WriteStartObject("running");
            json.WriteString("startedAt", Second(run.Since));
            json.WriteEndObject();
        }
        else if (run is not null && (pod.HasEnded || container.IsInit))
        {
            WriteTerminated(json, pod, container, run);
        }
        else
        {
            json.WriteStartObject("waiting");
            json.WriteString("reason", run is null ? "ContainerCreating" : "CrashLoopBackOff");
            json.WriteEndObject();
        }
    }

    private static void WriteTerminated(
        Utf8JsonWriter json, SimulatedPod pod, SimulatedContainer container, SimulatedRun run)
    {
        json.WriteStartObject("terminated");
        json.WriteNumber("exitCode", run.ExitCode);
        json.WriteString("reason", run.ExitCode == 0 ? "Completed" : "Error");
        json.WriteString("startedAt", Second(run.Since));
        json.WriteString("finishedAt", Second(run.Until));
        json.WriteString("containerID", ContainerId(pod, container, run));
        json.WriteEndObject();
    }

    private static string ContainerId(SimulatedPod pod, SimulatedContainer container, SimulatedRun run) =>
        $"simulated://{pod.Uid}-{container.Name}-{run.Number}";

    private static string Second(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
