using System.Diagnostics;
using System.Globalization;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>Starts the shim of a container in a session of its own.</summary>
internal static class ShimProcess
{
    public const string SetSid = "/usr/bin/setsid";
    public const string Shell = "/bin/sh";
    private const string PathDefault = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static Process Start(ContainerFolder folder, ContainerSpec spec, ProcessRuntimeSettings settings)
    {
        var odd = spec.Environment.Where(variable => !IsShellSafe(variable.Key)).ToList();
        var start = new ProcessStartInfo(SetSid) { UseShellExecute = false, WorkingDirectory = "/" };
        IEnumerable<string> words =
        [
            Shell, settings.Script("shim.sh"), folder.Path, settings.Script("init.sh"),
            .. IsolationCommand.Create(settings.Isolation, spec.HostProcesses), "--",
            odd.Count.ToString(CultureInfo.InvariantCulture),
            .. odd.Select(variable => $"{variable.Key}={variable.Value}"), .. spec.Command,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment.Clear();
        foreach (var variable in spec.Environment.Where(variable => IsShellSafe(variable.Key)))
        {
            start.Environment[variable.Key] = variable.Value;
        }

        start.Environment["_os_path"] = spec.Environment.GetValueOrDefault("PATH", PathDefault);
        start.Environment["_os_start"] = settings.Script("start.sh");
        return Process.Start(start) ?? throw new ContainerStartException("the shim could not be started");
    }

    /// <summary>A shell drops other names, and the loader's variables would change the shim's own tools.</summary>
    private static bool IsShellSafe(string name) =>
        !name.StartsWith("LD_", StringComparison.Ordinal)
        && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
