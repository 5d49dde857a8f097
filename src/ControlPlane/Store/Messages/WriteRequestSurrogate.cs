using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>A <see cref="WriteRequest"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("write-request")]
internal struct WriteRequestSurrogate
{
    [Id(0)]
    public WriteAction Action;

    [Id(1)]
    public string Namespace;

    [Id(2)]
    public string Name;

    [Id(3)]
    public byte[] Json;

    [Id(4)]
    public long? ExpectedRevision;

    [Id(5)]
    public string? GuardIndex;

    [Id(6)]
    public string? GuardValue;

    [Id(7)]
    public long GuardLastRevision;

    [Id(8)]
    public string? Group;
}
