using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>The user this agent runs as, for want of an image that names one also the user of its containers.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class AgentUser
{
    public static long Uid => GetEffectiveUser();

    public static long Gid => GetEffectiveGroup();

    public static bool IsRoot => Uid == 0;

    /// <summary>Refuses a container that asks for another user where the agent cannot become one.</summary>
    public static void RequireToBe(ContainerUser user)
    {
        if (user.Uid != Uid || user.Gid != Gid)
        {
            throw new ContainerStartException($"unable to run as {user.Uid}:{user.Gid}: operation not permitted");
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroup();
}
