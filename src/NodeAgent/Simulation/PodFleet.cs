using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>
/// Plays all pods of all nodes: bound → (start time) → Running → (run time) → Succeeded, Failed or started again; asked to end
/// → (stop time) → ended → deleted. Watch, agenda and senders call in from several threads; one lock, shared with the sender, keeps them apart.
/// </summary>
internal sealed class PodFleet(
    SimulationOptions options, Agenda agenda, StatusSender sender, SimulationFigures figures, Lock gate, TimeProvider time)
{
    private static readonly TimeSpan BackoffMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromMinutes(5);
    private const int Terminated = 143;
    private readonly Dictionary<string, SimulatedPod> pods = [];
    private readonly Dictionary<string, SimulatedNode> nodes = [];
    private readonly Random random = new(options.Seed);

    private DateTime Utc => time.GetUtcNow().UtcDateTime;

    public void Add(SimulatedNode node)
    {
        lock (gate)
        {
            nodes[node.Name] = node;
        }
    }

    /// <summary>The room of every node, used and whole, at one moment.</summary>
    public IReadOnlyList<(PodRoom Used, PodRoom Capacity)> Rooms()
    {
        lock (gate)
        {
            return [.. nodes.Values.Where(node => !node.IsLost).Select(node => (node.Used, node.Capacity))];
        }
    }

    /// <summary>A pod as the cluster has it now.</summary>
    public void Seen(JsonElement pod)
    {
        var uid = Fields.Uid(pod);
        lock (gate)
        {
            if (pods.TryGetValue(uid, out var played))
            {
                Follow(played, pod);
                return;
            }

            var nodeName = Fields.Text(pod.GetProperty("spec"), "nodeName");
            if (nodeName is null)
            {
                figures.Pending(uid, IsUnschedulable(pod));
            }
            else if (nodes.TryGetValue(nodeName, out var node) && !node.IsLost)
            {
                TakeIn(pod, node);
            }
        }
    }

    public void Gone(string uid)
    {
        lock (gate)
        {
            figures.Gone(uid);
            if (pods.Remove(uid, out var pod))
            {
                pod.IsGone = true;
                pod.Life++;
                Release(pod);
                figures.Deleted();
            }
        }
    }

    private static bool IsUnschedulable(JsonElement pod) =>
        Fields.Condition(pod, "PodScheduled") is { } scheduled && Fields.Text(scheduled, "reason") == "Unschedulable";

    private void TakeIn(JsonElement pod, SimulatedNode node)
    {
        var played = new SimulatedPod(pod, node, Utc);
        pods.Add(played.Uid, played);
        switch (pod.TryGetProperty("status", out var status) ? Fields.Text(status, "phase") : null)
        {
            case "Succeeded":
                played.Stage = PodStage.Succeeded;
                break;
            case "Failed":
                played.Stage = PodStage.Failed;
                break;
            case "Running":
                Resume(played);
                break;
            default:
                played.BoundAt = time.GetTimestamp();
                figures.Bound(played.Uid);
                Admit(played);
                break;
        }

        Follow(played, pod);
    }

    // An earlier simulation started it: the cluster knows, and its time begins anew.
    private void Resume(SimulatedPod pod)
    {
        pod.HoldsRoom = pod.Node.Take(pod.Asked) is null;
        if (options.TellsOfPods)
        {
            Run(pod);
        }
    }

    private void Admit(SimulatedPod pod)
    {
        if (!options.TellsOfPods)
        {
            return;
        }

        if (pod.Node.Take(pod.Asked) is { } scarce)
        {
            figures.Refused();
            pod.Failure = ($"OutOf{scarce}", $"Node didn't have enough resource: {scarce}");
            pod.EndedAt = Utc;
            pod.Stage = PodStage.Failed;
            sender.Tell(pod);
            return;
        }

        pod.HoldsRoom = true;
        After(pod, options.StartTime.Draw(random), Start);
        if (pod.Stage == PodStage.Starting)
        {
            sender.Tell(pod);
        }

        if (pod.Deadline is { } deadline)
        {
            agenda.Add(deadline, () => Locked(() => Expire(pod)));
        }
    }

    private void Follow(SimulatedPod pod, JsonElement seen)
    {
        var metadata = seen.GetProperty("metadata");
        if (pod.IsDeleting || !metadata.TryGetProperty("deletionTimestamp", out _))
        {
            return;
        }

        pod.IsDeleting = true;
        if (pod.HasEnded)
        {
            sender.Remove(pod);
            return;
        }

        var grace = TimeSpan.FromSeconds(Fields.Number(metadata, "deletionGracePeriodSeconds") ?? 0);
        var stop = options.StopTime.Draw(random);
        After(pod, stop < grace ? stop : grace, ending => End(ending, Terminated));
    }

    private void Start(SimulatedPod pod)
    {
        Run(pod);
        sender.Tell(pod);
    }

    private void Run(SimulatedPod pod)
    {
        pod.Stage = PodStage.Running;
        pod.LastRun = pod.Run;
        pod.Run = new SimulatedRun((pod.LastRun?.Number ?? -1) + 1, Utc);
        var exitCode = pod.ChosenExitCode ?? (random.NextDouble() < options.FailureRate ? 1 : 0);
        if (pod.RunTime is not null || pod.RestartPolicy != "Always" || exitCode != 0)
        {
            After(pod, pod.RunTime ?? options.RunTime.Draw(random), ending => End(ending, exitCode));
        }
    }

    private void End(SimulatedPod pod, int exitCode)
    {
        Stop(pod, exitCode);
        var restarts = !pod.IsDeleting
            && (pod.RestartPolicy == "Always" || pod.RestartPolicy == "OnFailure" && exitCode != 0);
        if (restarts)
        {
            pod.Stage = PodStage.BackingOff;
            sender.Tell(pod);
            After(pod, Backoff(pod.Run?.Number ?? 0), Start);
            return;
        }

        Ended(pod, exitCode == 0 ? PodStage.Succeeded : PodStage.Failed);
    }

    private void Stop(SimulatedPod pod, int exitCode)
    {
        pod.EndedAt = Utc;
        if (pod.Stage == PodStage.Running)
        {
            pod.Run = pod.Run! with { Until = pod.EndedAt, ExitCode = exitCode }; // what is Running has a run
        }
    }

    private void Expire(SimulatedPod pod)
    {
        if (!pod.HasEnded && pods.ContainsKey(pod.Uid))
        {
            pod.Failure = ("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
            pod.Life++;
            Stop(pod, Terminated);
            Ended(pod, PodStage.Failed);
        }
    }

    private void Ended(SimulatedPod pod, PodStage stage)
    {
        pod.Stage = stage;
        Release(pod);
        figures.Ended(stage == PodStage.Succeeded);
        sender.Tell(pod);
        if (pod.IsDeleting)
        {
            sender.Remove(pod);
        }
    }

    private static void Release(SimulatedPod pod)
    {
        if (pod.HoldsRoom)
        {
            pod.HoldsRoom = false;
            pod.Node.Release(pod.Asked);
        }
    }

    private static TimeSpan Backoff(int restarts) =>
        BackoffMin * Math.Pow(2, restarts) is var pause && pause < BackoffMax ? pause : BackoffMax;

    // Each step begins a new life of the pod: what was planned for an older one no longer happens.
    private void After(SimulatedPod pod, TimeSpan delay, Action<SimulatedPod> step)
    {
        var life = ++pod.Life;
        if (delay <= TimeSpan.Zero)
        {
            step(pod);
            return;
        }

        agenda.Add(delay, () => Locked(() =>
        {
            if (pod.Life == life)
            {
                step(pod);
            }
        }));
    }

    private void Locked(Action action)
    {
        lock (gate)
        {
            action();
        }
    }
}
