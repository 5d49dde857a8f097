using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>A <see cref="StoredObject"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("stored-object")]
internal struct StoredObjectSurrogate
{
    [Id(0)]
    public string Namespace;

    [Id(1)]
    public string Name;

    [Id(2)]
    public long Revision;

    [Id(3)]
    public byte[] Json;
}
