using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Store.Messages;

/// <summary>The outcomes of a <see cref="WriteCall"/>, in its order.</summary>
[GenerateSerializer, Immutable, Alias("store-write-reply")]
internal sealed record WriteReply([property: Id(0)] WriteOutcome[] Outcomes);
