using System.Text;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>
/// Stands in for mounts where there are none: wherever a mount path begins a path in the command, its arguments, a variable or the working
/// directory, the volume's path on the machine is put in its place. With a volume at <c>/etc/app</c>, <c>cat /etc/app/key</c> and
/// <c>--dir=/etc/app</c> change; <c>/etc/apple</c> and <c>http://host/etc/app</c> do not. A program that builds such a path itself
/// finds the pairs in a variable, <c>mount path=path on the machine</c>, one a line.
/// </summary>
internal sealed class PathMapping(IReadOnlyList<ContainerMount> mounts)
{
    public const string Variable = "ORLEANS_SCHEDULER_MOUNTS";

    // A mount inside another one is longer, and is what its paths mean.
    private readonly ContainerMount[] mounts =
    [
        .. mounts.Select(mount => mount with { ContainerPath = mount.ContainerPath.TrimEnd('/') })
            .Where(mount => mount.ContainerPath.Length > 0)
            .OrderByDescending(mount => mount.ContainerPath.Length),
    ];

    public static ContainerSpec Apply(ContainerSpec spec)
    {
        var mapping = new PathMapping(spec.Mounts);
        var environment = spec.Environment.ToDictionary(variable => variable.Key, variable => mapping.Replace(variable.Value));
        environment[Variable] = string.Join('\n', mapping.mounts.Select(mount => $"{mount.ContainerPath}={mount.HostPath}"));
        return spec with
        {
            Command = [.. spec.Command.Select(mapping.Replace)],
            Environment = environment,
            WorkingDirectory = spec.WorkingDirectory is { } folder ? mapping.Replace(folder) : null,
        };
    }

    public string Replace(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (MountAt(text, at) is { } mount)
            {
                result.Append(mount.HostPath);
                at += mount.ContainerPath.Length;
            }
            else
            {
                result.Append(text[at++]);
            }
        }

        return result.ToString();
    }

    private ContainerMount? MountAt(string text, int at) =>
        text[at] != '/' || (at > 0 && ContinuesPath(text[at - 1]))
            ? null
            : mounts.FirstOrDefault(mount =>
                text.AsSpan(at).StartsWith(mount.ContainerPath, StringComparison.Ordinal)
                && (at + mount.ContainerPath.Length is var end && (end == text.Length || !IsNamePart(text[end]))));

    private static bool ContinuesPath(char before) => IsNamePart(before) || before is '/' or '}' or ')' or '~' or '*' or '?';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
}
