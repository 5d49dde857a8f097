using Orleans.Storage;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Hands the bytes of a <see cref="RingBlock"/> to the storage as they are.</summary>
internal sealed class RingBlockSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) =>
        input is RingBlock block ? new BinaryData(block.Bytes) : throw Foreign(typeof(T));

    public T Deserialize<T>(BinaryData input) =>
        new RingBlock { Bytes = input.ToArray() } is T block ? block : throw Foreign(typeof(T));

    private static NotSupportedException Foreign(Type type) => new($"The log storage holds no {type.Name}.");
}
