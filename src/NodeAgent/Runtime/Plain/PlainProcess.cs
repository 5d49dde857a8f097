using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansScheduler.NodeAgent.Runtime.Plain;

/// <summary>Starts and ends processes with nothing but what .NET offers on every platform.</summary>
internal static partial class PlainProcess
{
    private const int SignalTerminate = 15;
    private const uint CtrlBreak = 1;
    private const string WorkingDirectoryDefault = "/";

    public static Process Start(ContainerSpec spec)
    {
        if (spec.RunAs is { } user && !OperatingSystem.IsWindows())
        {
            AgentUser.RequireToBe(user);
        }

        var start = Describe(spec, spec.Command);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            var process = Process.Start(start) ?? throw new ContainerStartException($"exec: \"{spec.Command[0]}\": not started");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception problem)
        {
            // The exception's own message names .NET's ways and not the system's reason alone.
            var reason = new Win32Exception(problem.NativeErrorCode).Message.ToLowerInvariant();
            throw new ContainerStartException($"exec: \"{spec.Command[0]}\": {reason}");
        }
    }

    /// <summary>How a command starts in a container whose paths are mapped already.</summary>
    public static ProcessStartInfo Describe(ContainerSpec spec, IReadOnlyList<string> command)
    {
        var folder = EnsureFolder(spec.WorkingDirectory is { Length: > 0 } given ? given : WorkingDirectoryDefault);
        var start = new ProcessStartInfo(CommandPath.Resolve(command[0], spec.Environment, folder), command.Skip(1))
        {
            WorkingDirectory = folder,
        };
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
        }

        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Asks a process to end: SIGTERM, or on Windows Ctrl+Break, which only reaches processes on the agent's console.</summary>
    public static void Terminate(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            // A failure means that it ended in between, which is what the signal is for.
            _ = Kill(process.Id, SignalTerminate);
        }
        else if (!GenerateConsoleCtrlEvent(CtrlBreak, (uint)process.Id))
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string EnsureFolder(string path)
    {
        try
        {
            return Directory.CreateDirectory(Path.GetFullPath(path)).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ContainerStartException(
                $"mkdir {path}: {(File.Exists(path) ? "not a directory" : "cannot be created")}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint happening, uint processGroup);
}
