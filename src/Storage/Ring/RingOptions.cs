namespace OrleansScheduler.Storage.Ring;

/// <summary>The limits of a ring; <see cref="RingOptionsValidation"/> checks their relations.</summary>
public sealed class RingOptions
{
    /// <summary>Slots of a log created from now on; an existing log keeps its number.</summary>
    public int Slots { get; set; } = 256;

    /// <summary>The largest part of a record in one slot, and of a snapshot or archive in one block.</summary>
    public int BlockMaxBytes { get; set; } = 512 * 1024;

    /// <summary>The largest record; it is spread over as many slots as it takes.</summary>
    public int RecordMaxBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Records are moved out of the ring when they hold this many bytes, or half of the slots.</summary>
    public int ArchiveBytes { get; set; } = 512 * 1024;

    /// <summary>How many slots are read at a time.</summary>
    public int Parallelism { get; set; } = 32;

    /// <summary>How many blocks of a volume are read or written at a time.</summary>
    public int VolumeParallelism { get; set; } = 8;

    /// <summary>How many calls of this silo the storage has to serve at the same time.</summary>
    public int MaxCalls { get; set; } = 16;

    /// <summary>When a call to the storage counts as failed with unknown outcome.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a log is tried to be opened while others open it, too.</summary>
    public int OpenAttempts { get; set; } = 8;

    /// <summary>Slots kept free for those who open a log that its writers left full.</summary>
    internal int Reserve(int slots) => slots / 8;
}
