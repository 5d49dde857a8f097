using System.Text.Json;

namespace OrleansScheduler.NodeAgent.Runtime.Plain;

/// <summary>What the next agent must know of a container: which process to end if it still runs, or how it ended.</summary>
internal sealed record PlainRun
{
    private const string FileName = "run.json";

    public required ContainerSpec Spec { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int? ProcessId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public ContainerExit? Exit { get; init; }

    public static PlainRun? Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<PlainRun>(File.ReadAllText(file)) : null;
    }

    public void Save(string folder)
    {
        var file = Path.Combine(folder, FileName);
        File.WriteAllText(file + ".tmp", JsonSerializer.Serialize(this));
        File.Move(file + ".tmp", file, overwrite: true);
    }
}
