namespace OrleansScheduler.ApiServer.Protobuf;

/// <summary>How a protobuf value is encoded; groups are not used by Kubernetes.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
