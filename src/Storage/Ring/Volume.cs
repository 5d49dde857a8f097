namespace OrleansScheduler.Storage.Ring;

/// <summary>A row of blocks written once, which the head of its log refers to.</summary>
internal readonly record struct Volume(VolumeId Id, int Blocks);
