namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>One file of a volume made from objects of the cluster.</summary>
internal sealed record VolumeFile(byte[] Content, UnixFileMode Mode);
