using System.Globalization;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>The words before a command that make it another user's.</summary>
internal static class UserCommand
{
    private const string SetPriv = "/usr/bin/setpriv";

    public static bool IsSupported => OperatingSystem.IsLinux() && AgentUser.IsRoot && File.Exists(SetPriv);

    public static IReadOnlyList<string> Of(ContainerSpec spec)
    {
        IEnumerable<string> user = spec.RunAs is not { } runAs ? [] :
        [
            Option("reuid", runAs.Uid),
            Option("regid", runAs.Gid),
            runAs.Groups.Count == 0 ? "--clear-groups" : $"--groups={string.Join(',', runAs.Groups)}",
        ];
        IReadOnlyList<string> words = [.. user, .. spec.NoNewPrivileges ? ["--no-new-privs"] : Array.Empty<string>()];
        return words.Count > 0 && IsSupported ? [SetPriv, .. words] : [];
    }

    private static string Option(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"--{name}={id}");
}
