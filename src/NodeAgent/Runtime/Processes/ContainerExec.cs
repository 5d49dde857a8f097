using System.Diagnostics;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>How a command is started beside a container's main process.</summary>
internal static class ContainerExec
{
    public static ProcessStartInfo Describe(
        int pid, IReadOnlyList<string> command, ContainerSpec spec, ProcessRuntimeSettings settings)
    {
        var isPrivate = settings.Isolation != Isolation.None;
        var seen = isPrivate ? command : [.. command.Select(new PathMapping(spec.Mounts).Replace)];
        IReadOnlyList<string> words = [.. IsolationCommand.Enter(settings.Isolation, pid, spec.HostProcesses), .. UserCommand.Of(spec), .. seen];
        var start = new ProcessStartInfo(words[0], words.Skip(1));
        if (!isPrivate && Directory.Exists(spec.WorkingDirectory))
        {
            start.WorkingDirectory = spec.WorkingDirectory;
        }

        start.Environment.Clear();
        foreach (var variable in EnvironmentOf(pid))
        {
            var at = variable.IndexOf('=');
            if (at > 0)
            {
                start.Environment[variable[..at]] = variable[(at + 1)..];
            }
        }

        return start;
    }

    /// <summary>What the main process started with: also known for containers of an earlier agent.</summary>
    private static string[] EnvironmentOf(int pid)
    {
        var file = $"/proc/{pid}/environ";
        return File.Exists(file) ? File.ReadAllText(file).Split('\0') : [];
    }
}
