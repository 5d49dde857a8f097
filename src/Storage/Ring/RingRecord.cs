using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>A record in the ring, and the position after its last slot.</summary>
internal readonly record struct RingRecord(LogRecord Record, long EndPosition);
