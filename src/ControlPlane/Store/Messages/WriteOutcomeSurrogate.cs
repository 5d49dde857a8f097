using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>A <see cref="WriteOutcome"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("write-outcome")]
internal struct WriteOutcomeSurrogate
{
    [Id(0)]
    public WriteStatus Status;

    [Id(1)]
    public StoredObject? Object;
}
