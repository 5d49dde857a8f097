using System.Diagnostics;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>The command lines that enter a new set of namespaces, and those of a running container.</summary>
internal static class IsolationCommand
{
    private const string Unshare = "/usr/bin/unshare";
    private const string NsEnter = "/usr/bin/nsenter";

    public static IReadOnlyList<string> Create(Isolation isolation, bool hostProcesses)
    {
        IEnumerable<string> user = isolation == Isolation.UserNamespaces ? ["--map-root-user"] : [];
        IEnumerable<string> processes = hostProcesses ? [] : ["--pid"];
        return isolation == Isolation.None ? [] : [Unshare, .. user, "--mount", "--uts", .. processes];
    }

    /// <summary>The words before a command that is to run inside the container of a process.</summary>
    public static IReadOnlyList<string> Enter(Isolation isolation, int pid, bool hostProcesses)
    {
        IEnumerable<string> user = isolation == Isolation.UserNamespaces ? ["--user", "--preserve-credentials"] : [];
        IEnumerable<string> processes = hostProcesses ? [] : ["--pid"];
        return isolation == Isolation.None
            ? []
            : [NsEnter, $"--target={pid}", .. user, "--mount", "--uts", .. processes, "--root", "--wd", "--"];
    }

    /// <summary>The strongest isolation this machine allows this user.</summary>
    public static async Task<Isolation> DetectAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Unshare) || !File.Exists(NsEnter))
        {
            return Isolation.None;
        }

        foreach (var candidate in (Isolation[])[Isolation.Namespaces, Isolation.UserNamespaces])
        {
            if (await WorksAsync(candidate, cancellationToken))
            {
                return candidate;
            }
        }

        return Isolation.None;
    }

    private static async Task<bool> WorksAsync(Isolation isolation, CancellationToken cancellationToken)
    {
        var words = Create(isolation, hostProcesses: false);
        var start = new ProcessStartInfo(words[0])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        foreach (var word in words.Skip(1).Append("--fork").Append("--mount-proc").Append("/bin/true"))
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start);
        if (process is null)
        {
            return false;
        }

        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }
}
