using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>A <see cref="WatchEvent"/> between silos. The state before it stays behind: the replica has it.</summary>
[GenerateSerializer, Immutable, Alias("watch-event")]
internal struct WatchEventSurrogate
{
    [Id(0)]
    public WatchEventType Type;

    [Id(1)]
    public StoredObject Object;
}
