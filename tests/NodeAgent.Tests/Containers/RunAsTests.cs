using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Containers;

public sealed class RunAsTests : IDisposable
{
    private static readonly (long Uid, long Gid) Root = (0, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("run-as-").FullName;
    private readonly UserDatabase users;

    public RunAsTests()
    {
        var (passwd, group) = (Path.Combine(folder, "passwd"), Path.Combine(folder, "group"));
        File.WriteAllText(passwd, "root:x:0:0:root:/root:/bin/sh\nbroken\nann:x:1000:1001:Ann:/home/ann:/bin/sh\n");
        File.WriteAllText(group, "root:x:0:\nann:x:1001:\naudio:x:29:bob,ann\n");
        users = new UserDatabase(passwd, group);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Of_NoWish_IsTheAgentsUser() => Assert.Null(Of(new(), new()));

    [Fact]
    public void Of_KnownUser_HasItsGroupsAndHome()
    {
        var user = Of(new() { RunAsUser = 1000, SupplementalGroups = [7, 1001], FsGroup = 8 }, null);

        Assert.NotNull(user);
        Assert.Equal((1000, 1001, "/home/ann"), (user.Uid, user.Gid, user.Home));
        Assert.Equal([29, 7, 8], user.Groups);
    }

    [Fact]
    public void Of_StrictGroups_LeavesOutThoseOfTheMachine() =>
        Assert.Equal([7], Of(new() { RunAsUser = 1000, SupplementalGroups = [7], SupplementalGroupsPolicy = "Strict" }, null)!.Groups);

    [Fact]
    public void Of_UnknownUser_IsInGroupZero()
    {
        var user = Of(null, new() { RunAsUser = 4711 });

        Assert.Equal((4711L, 0L, "/"), (user!.Uid, user.Gid, user.Home));
        Assert.Empty(user.Groups);
    }

    [Fact]
    public void Of_BothContexts_ContainersGoesFirst()
    {
        var user = Of(new() { RunAsUser = 1, RunAsGroup = 2, RunAsNonRoot = true }, new() { RunAsUser = 0, RunAsGroup = 3, RunAsNonRoot = false });

        Assert.Equal((0L, 3L), (user!.Uid, user.Gid));
    }

    [Fact]
    public void Of_NonRootWithoutUserOnRootAgent_SaysThatItWouldRunAsRoot()
    {
        var problem = Assert.Throws<ContainerConfigException>(() => Of(new() { RunAsNonRoot = true }, null));

        Assert.Equal("CreateContainerConfigError", problem.Reason);
        Assert.Equal("container has runAsNonRoot and image will run as root (pod: \"p_default(u)\", container: c)", problem.Message);
    }

    [Fact]
    public void Of_NonRootWithUserZero_SaysThatItBreaksThePolicy()
    {
        var problem = Assert.Throws<ContainerConfigException>(() => Of(new() { RunAsNonRoot = true }, new() { RunAsUser = 0 }));

        Assert.Equal("container's runAsUser breaks non-root policy (pod: \"p_default(u)\", container: c)", problem.Message);
    }

    [Fact]
    public void Of_NonRootOnAnotherUsersAgent_IsThatUser() => Assert.Null(Of(new() { RunAsNonRoot = true }, null, (1000, 1001)));

    [Fact]
    public void Of_FsGroupOnAnotherUsersAgent_KeepsItsUserAndGroup()
    {
        var user = Of(new() { FsGroup = 8 }, null, (4711, 4712));

        Assert.Equal((4711L, 4712L), (user!.Uid, user.Gid));
    }

    private ContainerUser? Of(V1PodSecurityContext? pod, V1SecurityContext? container, (long Uid, long Gid)? agent = null) => RunAs.Of(
        new V1Pod
        {
            Metadata = new() { Name = "p", NamespaceProperty = "default", Uid = "u" },
            Spec = new() { SecurityContext = pod, Containers = [] },
        },
        new V1Container { Name = "c", SecurityContext = container },
        agent ?? Root,
        users);
}
