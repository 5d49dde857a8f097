namespace OrleansScheduler.Storage.Ring;

/// <summary>What a ring keeps under one name of a grain storage: bytes, which no serializer looks into.</summary>
internal sealed class RingBlock
{
    public byte[] Bytes { get; set; } = [];
}
