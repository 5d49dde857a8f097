using System.Globalization;
using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>
/// The folder of one container run, the only thing shim and agent share: settings written by the agent before the start, facts
/// (<c>shim</c>, <c>pid</c>, <c>started</c>, <c>starterror</c>, <c>exit</c>) written by the shim, each atomically.
/// </summary>
internal sealed class ContainerFolder(string path)
{
    public string Path => path;

    public string Id => System.IO.Path.GetFileName(path);

    public string Stdout => File("stdout");

    public string Stderr => File("stderr");

    public string Offsets => File("offsets");

    public ProcessIdentity? Main => ProcessIdentity.Load(File("pid"));

    public ProcessIdentity? Shim => ProcessIdentity.Load(File("shim"));

    public bool IsStarted => new FileInfo(File("started")) is { Exists: true, Length: > 0 };

    public DateTimeOffset? StartedAt => IsStarted ? System.IO.File.GetLastWriteTimeUtc(File("started")) : null;

    public string? StartError => new FileInfo(File("starterror")) is { Exists: true, Length: > 0 }
        ? System.IO.File.ReadAllText(File("starterror")).TrimEnd()
        : null;

    /// <summary>The exit code and when it was recorded; null while the container runs.</summary>
    public (int Code, DateTimeOffset At)? Exit => System.IO.File.Exists(File("exit"))
        ? (int.Parse(System.IO.File.ReadAllText(File("exit")), CultureInfo.InvariantCulture), System.IO.File.GetLastWriteTimeUtc(File("exit")))
        : null;

    public string File(string name) => System.IO.Path.Combine(path, name);

    public void Create(ContainerSpec spec, string? workingDirectory, IReadOnlyList<string> cgroupFiles, bool isolated)
    {
        PrivateDirectory.Create(path);
        System.IO.File.WriteAllText(File("spec.json"), JsonSerializer.Serialize(spec));
        System.IO.File.WriteAllText(File("stdout"), "");
        System.IO.File.WriteAllText(File("stderr"), "");

        // Without a mount namespace of its own a container would change the machine's mounts: its paths are mapped instead.
        System.IO.File.WriteAllLines(File("mounts"), isolated ? spec.Mounts.Select(FormatMount) : []);
        if (cgroupFiles.Count > 0)
        {
            System.IO.File.WriteAllLines(File("cgroups"), cgroupFiles);
        }

        if (UserCommand.Of(spec) is { Count: > 0 } words)
        {
            System.IO.File.WriteAllLines(File("user"), [string.Join(' ', words)]);
            OpenOutput(spec.RunAs);
        }

        if (workingDirectory is { Length: > 0 } folder)
        {
            System.IO.File.WriteAllText(File("workdir"), folder + "\n");
        }

        if (isolated)
        {
            System.IO.File.WriteAllText(File("hostname"), spec.Hostname);
            System.IO.File.WriteAllText(File("private"), "");
        }

        if (isolated && !spec.HostProcesses)
        {
            System.IO.File.WriteAllText(File("processes"), "");
        }
    }

    public ContainerSpec? LoadSpec() => System.IO.File.Exists(File("spec.json"))
        ? JsonSerializer.Deserialize<ContainerSpec>(System.IO.File.ReadAllText(File("spec.json")))
        : null;

    /// <summary>A program may open /dev/stdout again, which is this file.</summary>
    private void OpenOutput(ContainerUser? user)
    {
        if (user is not null && !OperatingSystem.IsWindows())
        {
            FileOwner.SetUser(Stdout, user.Uid);
            FileOwner.SetUser(Stderr, user.Uid);
        }
    }

    private static string FormatMount(ContainerMount mount)
    {
        var line = $"{(mount.ReadOnly ? "ro" : "rw")}\t{mount.HostPath}\t{mount.ContainerPath}";
        return line.AsSpan().ContainsAny('\n', '\r') || line.Count(c => c == '\t') != 2
            ? throw new ContainerStartException($"the path {mount.ContainerPath} holds a tab or a line break")
            : line;
    }
}
