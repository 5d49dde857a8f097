using System.Globalization;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>The control group of one container: memory and cpu limits and a bound on processes, for cgroups v1 and v2.</summary>
internal sealed class ContainerCgroup(CgroupHierarchy hierarchy, string name, TimeProvider time)
{
    private const int ProcessesMax = 4096;
    private const int RemovalTriesMax = 50;
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(10);
    private const int CpuPeriodMicroseconds = 100_000;

    /// <summary>Whether the kernel ended a process of the container for want of memory.</summary>
    public bool WasOutOfMemory => hierarchy.Version switch
    {
        CgroupVersion.V1 => ReadCounter("memory", "memory.oom_control", "oom_kill") > 0,
        CgroupVersion.V2 => ReadCounter("", "memory.events", "oom_kill") > 0,
        CgroupVersion.None => false,
        _ => throw new InvalidOperationException($"Unknown cgroup version {hierarchy.Version}."),
    };

    /// <summary>Makes the group and returns the files a process writes 0 to in order to join it.</summary>
    public IReadOnlyList<string> Create(ContainerSpec spec)
    {
        switch (hierarchy.Version)
        {
            case CgroupVersion.V1:
                var controllers = hierarchy.Controllers;
                foreach (var controller in controllers)
                {
                    Directory.CreateDirectory(Folder(controller));
                }

                ApplyV1(spec, controllers);
                return [.. controllers.Select(controller => Path.Combine(Folder(controller), "cgroup.procs"))];
            case CgroupVersion.V2:
                Directory.CreateDirectory(Folder(""));
                ApplyV2(spec);
                return [Path.Combine(Folder(""), "cgroup.procs")];
            default:
                return [];
        }
    }

    /// <summary>Ends every process of the group, also those that left the container's session, and removes it.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in hierarchy.Controllers.Select(Folder).Where(Directory.Exists))
        {
            for (var tries = 0; tries < RemovalTriesMax && !TryRemove(folder); tries++)
            {
                EndProcesses(folder);
                await Task.Delay(RemovalPause, time, cancellationToken);
            }
        }
    }

    private static void EndProcesses(string folder)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, "cgroup.procs")))
        {
            ProcessIdentity.Find(int.Parse(line, CultureInfo.InvariantCulture))?.Signal(ProcessIdentity.SignalKill);
        }
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            // Only the folder itself: the kernel's files in it cannot be removed and go with it.
            Directory.Delete(folder);
            return true;
        }
        catch (IOException)
        {
            // Processes hold it; what outlasts all tries goes with the next agent's sweep.
            return false;
        }
    }

    private void ApplyV1(ContainerSpec spec, IReadOnlyList<string> controllers)
    {
        if (spec.MemoryLimit is { } memory && controllers.Contains("memory"))
        {
            Write("memory", "memory.limit_in_bytes", memory);
        }

        if (spec.CpuLimitMillis is { } cpu && controllers.Contains("cpu"))
        {
            Write("cpu", "cpu.cfs_period_us", CpuPeriodMicroseconds);
            Write("cpu", "cpu.cfs_quota_us", Quota(cpu));
        }

        if (spec.CpuRequestMillis is { } request && controllers.Contains("cpu"))
        {
            Write("cpu", "cpu.shares", Math.Max(2, request * 1024 / 1000));
        }

        if (controllers.Contains("pids"))
        {
            Write("pids", "pids.max", ProcessesMax);
        }
    }

    private void ApplyV2(ContainerSpec spec)
    {
        if (spec.MemoryLimit is { } memory)
        {
            Write("", "memory.max", memory);
        }

        if (spec.CpuLimitMillis is { } cpu)
        {
            File.WriteAllText(Path.Combine(Folder(""), "cpu.max"), $"{Quota(cpu)} {CpuPeriodMicroseconds}");
        }

        Write("", "pids.max", ProcessesMax);
    }

    private static long Quota(long millis) => Math.Max(1000, millis * CpuPeriodMicroseconds / 1000);

    private long ReadCounter(string controller, string file, string counter)
    {
        var path = Path.Combine(Folder(controller), file);
        if (!File.Exists(path))
        {
            return 0;
        }

        var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(counter + " ", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[(counter.Length + 1)..], CultureInfo.InvariantCulture);
    }

    private void Write(string controller, string file, long value) => File.WriteAllText(
        Path.Combine(Folder(controller), file), value.ToString(CultureInfo.InvariantCulture));

    private string Folder(string controller) => Path.Combine(hierarchy.Folder(controller), name);
}
