namespace OrleansScheduler.Storage.Ring;

/// <summary>Names a volume for ever: the epoch that wrote it, and the how-manieth of that epoch it is.</summary>
internal readonly record struct VolumeId(long Epoch, int Number);
