namespace OrleansScheduler.NodeAgent.Runtime.Plain;

/// <summary>Finds the file of a command as a shell would, in the container's own PATH, and says what is wrong as a container runtime does.</summary>
internal static class CommandPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Resolve(string command, IReadOnlyDictionary<string, string> environment, string workingDirectory)
    {
        if (command.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            return Require(command, Path.GetFullPath(command, workingDirectory), environment);
        }

        var folders = environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator);
        return folders
            .SelectMany(folder => Candidates(Path.GetFullPath(Path.Combine(folder, command), workingDirectory), environment))
            .FirstOrDefault(IsExecutable)
            ?? throw new ContainerStartException($"exec: \"{command}\": executable file not found in $PATH");
    }

    private static string Require(string command, string path, IReadOnlyDictionary<string, string> environment)
    {
        if (Directory.Exists(path))
        {
            throw new ContainerStartException($"exec: \"{command}\": is a directory");
        }

        var found = Candidates(path, environment).FirstOrDefault(File.Exists)
            ?? throw new ContainerStartException($"exec: \"{command}\": stat {command}: no such file or directory");
        return IsExecutable(found) ? found : throw new ContainerStartException($"exec: \"{command}\": permission denied");
    }

    private static IEnumerable<string> Candidates(string path, IReadOnlyDictionary<string, string> environment) =>
        !OperatingSystem.IsWindows() || Path.HasExtension(path)
            ? [path]
            : environment.GetValueOrDefault("PATHEXT", ".COM;.EXE;.BAT;.CMD").Split(';').Select(extension => path + extension);

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
