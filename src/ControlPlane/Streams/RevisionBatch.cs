using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>One signal on its way to the subscribers of one stream; its sequence token is the revision.</summary>
[GenerateSerializer, Immutable, Alias("revision-batch")]
internal sealed class RevisionBatch(StreamId streamId, RevisionSignal signal) : IBatchContainer
{
    [Id(0)]
    public StreamId StreamId { get; } = streamId;

    [Id(1)]
    public RevisionSignal Signal { get; } = signal;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Signal.Revision);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        if (Signal is T signal)
        {
            yield return Tuple.Create(signal, SequenceToken);
        }
    }

    public bool ImportRequestContext() => false;
}
