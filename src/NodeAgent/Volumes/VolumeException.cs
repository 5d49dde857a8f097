namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>A volume cannot be set up as things are; the pod waits and tries again.</summary>
internal sealed class VolumeException(string volume, string message)
    : Exception($"MountVolume.SetUp failed for volume \"{volume}\" : {message}");
