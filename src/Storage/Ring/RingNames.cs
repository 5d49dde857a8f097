namespace OrleansScheduler.Storage.Ring;

/// <summary>The names of a log's blocks. Those of volumes hold the epoch that wrote them, so no two writers share one.</summary>
internal static class RingNames
{
    public static string Head(string log) => $"{log}/head";

    public static string Slot(string log, int slot) => $"{log}/slot-{slot}";

    public static string VolumeBlock(string log, VolumeId id, int block) => $"{log}/volume-{id.Epoch}-{id.Number}-{block}";
}
