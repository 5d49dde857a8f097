using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>Objects in key order at one revision; null when that revision is gone.</summary>
[GenerateSerializer, Immutable, Alias("store-state-page")]
internal sealed record StatePage(
    [property: Id(0)] long Revision, [property: Id(1)] StoredObject[] Objects, [property: Id(2)] bool IsLast);
