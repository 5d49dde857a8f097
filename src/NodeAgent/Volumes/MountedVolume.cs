namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>Where a volume is on this machine, and whether containers may only read it.</summary>
internal sealed record MountedVolume(string Path, bool ReadOnly);
