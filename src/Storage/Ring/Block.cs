namespace OrleansScheduler.Storage.Ring;

/// <summary>A block as it was last seen: its bytes, null when there is none, and the ETag to overwrite it with.</summary>
internal readonly record struct Block(byte[]? Bytes, string? ETag);
