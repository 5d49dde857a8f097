using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>Containers as processes of this machine; there are no images.</summary>
internal sealed partial class ProcessRuntime : IContainerRuntime
{
    private const string TerminationLog = "/dev/termination-log";
    private static readonly string[] Scripts = ["shim.sh", "init.sh", "start.sh"];
    private readonly ProcessRuntimeSettings settings;
    private readonly CgroupHierarchy cgroups;
    private readonly TimeProvider time;
    private readonly ILogger<ProcessRuntime> logger;

    private ProcessRuntime(
        ProcessRuntimeSettings settings, CgroupHierarchy cgroups, TimeProvider time, ILogger<ProcessRuntime> logger)
    {
        this.settings = settings;
        this.cgroups = cgroups;
        this.time = time;
        this.logger = logger;
    }

    public string Name => "process";

    public string Version { get; } = typeof(ProcessRuntime).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public IReadOnlyList<MissingFeature> Missing =>
    [
        .. cgroups.Version == CgroupVersion.None ? [MissingFeature.Cgroups] : Array.Empty<MissingFeature>(),
        .. settings.Isolation == Isolation.None ? [MissingFeature.Mounts, MissingFeature.ProcessIds] : Array.Empty<MissingFeature>(),
        .. UserCommand.IsSupported ? Array.Empty<MissingFeature>() : [MissingFeature.Users],
    ];

    /// <summary>Whether this machine has what supervision needs: a shell and a way to start a session.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists(ShimProcess.SetSid) && File.Exists(ShimProcess.Shell);

    public ValueTask DisposeAsync()
    {
        cgroups.RemoveEmpty();
        return ValueTask.CompletedTask;
    }

    public static async Task<ProcessRuntime> OpenAsync(
        string folder, TimeProvider time, ILogger<ProcessRuntime> logger, CancellationToken cancellationToken)
    {
        var settings = new ProcessRuntimeSettings(folder, await IsolationCommand.DetectAsync(cancellationToken));
        return await OpenAsync(settings, CgroupHierarchy.Detect(OwnerOf(folder)), time, logger, cancellationToken);
    }

    /// <summary>Opens it for a machine that allows just this.</summary>
    internal static async Task<ProcessRuntime> OpenAsync(
        ProcessRuntimeSettings settings,
        CgroupHierarchy cgroups,
        TimeProvider time,
        ILogger<ProcessRuntime> logger,
        CancellationToken cancellationToken)
    {
        var runtime = new ProcessRuntime(settings, cgroups, time, logger);
        PrivateDirectory.Create(settings.Folder);
        PrivateDirectory.Create(settings.Containers);
        foreach (var script in Scripts)
        {
            await ExtractAsync(script, settings.Script(script), cancellationToken);
        }

        if (settings.Isolation == Isolation.Namespaces && !File.Exists(TerminationLog))
        {
            // The mount point nearly every container needs: without it each start would have to mirror all of /dev.
            await File.WriteAllTextAsync(TerminationLog, "", cancellationToken);
        }

        LogOpened(logger, settings.Isolation, runtime.cgroups.Version);
        return runtime;
    }

    public async Task<IReadOnlyList<IContainer>> RecoverAsync(CancellationToken cancellationToken)
    {
        var recovered = new List<IContainer>();
        foreach (var path in Directory.EnumerateDirectories(settings.Containers))
        {
            var folder = new ContainerFolder(path);
            if (folder.Shim is null || folder.LoadSpec() is not { } spec)
            {
                // The agent died before the shim ran: nothing of this container ever existed.
                Directory.Delete(path, recursive: true);
                continue;
            }

            var container = Open(folder, spec);
            container.Adopt();
            recovered.Add(container);
        }

        LogRecovered(logger, recovered.Count);
        foreach (var forgotten in cgroups.Groups.Except(recovered.Select(container => container.Id)))
        {
            LogForgottenEnded(logger, forgotten);
            await new ContainerCgroup(cgroups, forgotten, time).RemoveAsync(cancellationToken);
        }

        return recovered;
    }

    public Task<IContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var folder = new ContainerFolder(Path.Combine(settings.Containers, Guid.NewGuid().ToString("N")));
        return Task.FromResult<IContainer>(Open(folder, spec));
    }

    private ProcessContainer Open(ContainerFolder folder, ContainerSpec spec) =>
        new(folder, spec, settings, new ContainerCgroup(cgroups, folder.Id, time), time);

    /// <summary>Several agents of one machine differ in their folders.</summary>
    private static string OwnerOf(string folder) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..16];

    private static async Task ExtractAsync(string script, string path, CancellationToken cancellationToken)
    {
        await using var source = typeof(ProcessRuntime).Assembly.GetManifestResourceStream(script)
            ?? throw new InvalidOperationException($"The assembly lacks {script}.");
        await using var target = File.Create(path + ".tmp");
        await source.CopyToAsync(target, cancellationToken);
        target.Close();
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
