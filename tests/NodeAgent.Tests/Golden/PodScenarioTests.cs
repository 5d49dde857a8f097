using OrleansScheduler.NodeAgent.Runtime.Processes;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.NodeAgent.Tests.Golden;

public sealed class PodScenarioTests
{
    private const int AtOnce = 10;
    private const string Images = "the process runtime has no images";
    private const string Others = "no node takes part";

    private static readonly string[] Names =
    [
        "succeeded", "succeeded-direct", "onfailure-retry", "always-exit-zero", "command-not-found-never", "command-expansion",
        "env-missing-configmap", "env-missing-secret", "env-sources", "init-fail-always", "init-fail-never", "init-two",
        "signal-kill", "signal-term", "termination-message-custom-path", "termination-message-fallback-long", "termination-message-long",
        "termination-message-path", "two-containers-one-fails-always", "two-containers-one-fails-never", "delete-crashloop",
        "delete-no-handler", "delete-sigterm-handled", "delete-sigterm-ignored", "delete-two-containers", "missing-workdir",
        "workdir-is-file", "oom-kill", "volumes", "active-deadline", "liveness-grace-override", "liveness-never", "liveness-restart",
        "startup-probe-ok", "probe-timeout", "prestop-exec", "prestop-fails", "poststart-fails-always", "poststart-fails-never",
        "sidecar-main-finishes", "subpath-missing-and-escape", "qos-burstable", "qos-guaranteed", "emptydir-sizelimit",
        "logs-while-creating", "http-tcp-probes-fail", "env-missing-configmap-key", "readiness-gate", "hostport-conflict",
        "node-affinity-selector", "active-deadline-pending", "extended-resource-missing",
    ];

    /// <summary>These need memory limits, which not every user of every machine may set.</summary>
    private static readonly string[] Limited = ["oom-kill"];

    private static readonly Dictionary<string, string> Known = new()
    {
        ["extended-resource-missing"] = "at its end the recorded kubelet read the pod's resources back from a cgroup, which knows no such resource",
    };

    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["image-invalid-name"] = Images, ["image-never-absent"] = Images, ["image-pull-fails"] = Images,
        ["pod-files"] = "the hosts and resolv.conf files of a container's own root",
        ["delete-pending-unschedulable"] = Others, ["unschedulable"] = Others, ["logs-no-node"] = Others, ["resize-infeasible"] = Others,
        ["kubelet-down-node-notready"] = "the node lifecycle controller's part",
        ["kubelet-restart-delete"] = "the agent's restart is tested with PodWorker, ReAdoption and KillNine",
        ["static-pod"] = "pods from files are not served",
        ["exec"] = "kubectl exec is not served",
        ["ephemeral-container"] = "ephemeral containers are not run yet",
        ["resize-cpu"] = "running containers are not resized yet",
    };

    [Fact]
    public async Task Run_RecordedManifest_TellsWhatTheKubeletTold()
    {
        if (RepositoryRoot.Golden is not { } golden)
        {
            Assert.Skip("There is no recorded data on this machine.");
            return;
        }

        // Some of the recorded commands use these files of what was the container's own /tmp.
        File.Delete("/tmp/ok");
        File.Delete("/tmp/up");
        var token = TestContext.Current.CancellationToken;
        using var slots = new SemaphoreSlim(AtOnce);
        var results = await Task.WhenAll(Possible().Select(async name =>
        {
            await slots.WaitAsync(token);
            try
            {
                var problems = await PodScenarioRun.CompareAsync(PodScenario.Load(Path.Combine(golden, "pods", name + ".json")), token);
                return (Name: name, Problems: problems);
            }
            finally
            {
                slots.Release();
            }
        }));
        foreach (var (name, problems) in results)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{(problems.Count == 0 ? "matched    " : "not matched")} {name} {Known.GetValueOrDefault(name)}");
            foreach (var problem in problems)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"              {problem}");
            }
        }

        foreach (var name in Directory.EnumerateFiles(Path.Combine(golden, "pods"), "*.json").Select(Path.GetFileNameWithoutExtension)
            .OfType<string>().Except(Names).Order())
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"not tried   {name} {LeftOut.GetValueOrDefault(name, "not known here")}");
        }

        Assert.Empty(results.Where(result => result.Problems.Count > 0 && !Known.ContainsKey(result.Name)).Select(result => result.Name));
    }

    private static IEnumerable<string> Possible()
    {
        var cgroups = CgroupHierarchy.Detect($"scenarios-{Environment.ProcessId}");
        cgroups.RemoveEmpty();
        return cgroups.Version == CgroupVersion.None ? Names.Except(Limited) : Names;
    }
}
