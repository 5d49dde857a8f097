namespace OrleansScheduler.Storage.Ring;

/// <summary>Records that were moved out of the ring.</summary>
internal readonly record struct ArchiveVolume(Volume Volume, long LastSequence);
