using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Writes of one caller.</summary>
[GenerateSerializer, Immutable, Alias("store-write-call")]
internal sealed record WriteCall([property: Id(0)] WriteRequest[] Requests);
