namespace OrleansScheduler.NodeAgent.Runtime.Processes;

/// <summary>What the process runtime found out about this machine, and where it keeps its files.</summary>
internal sealed record ProcessRuntimeSettings(string Folder, Isolation Isolation)
{
    public string Containers => Path.Combine(Folder, "containers");

    public string Script(string name) => Path.Combine(Folder, name);
}
