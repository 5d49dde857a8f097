using System.Diagnostics.Metrics;
using OrleansScheduler.Resources.Store.Replication;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>What this silo's replicas hold, how far they are behind, and how many watches they feed.</summary>
internal static class ReplicaMetrics
{
    public static void Observe(IMeterFactory meters, Func<IEnumerable<ReplicaFeed>> feeds)
    {
        var meter = meters.Create(StoreMeter.Name);
        Gauge("objects", "Objects in the replica.", (_, replica) => replica.Current.Objects.Count);
        Gauge("object_bytes", "JSON bytes of these objects.", (_, replica) => replica.Current.Bytes);
        Gauge("replica_revision", "The newest revision the replica has.", (_, replica) => replica.Current.Revision);
        Gauge("replica_lag", "Revisions the replica is behind its store.", (feed, _) => feed.Lag);
        Gauge("watches", "Open watches.", (_, replica) => replica.WatchCount);

        void Gauge(string name, string description, Func<ReplicaFeed, ResourceReplica, long> read) =>
            meter.CreateObservableGauge(
                StoreMeter.Prefix + name,
                () => feeds()
                    .Where(feed => feed.Loaded.IsCompletedSuccessfully)
                    .Select(feed => new Measurement<long>(
                        read(feed, feed.Loaded.GetAwaiter().GetResult()),
                        new KeyValuePair<string, object?>(StoreMeter.ResourceTag, feed.ResourceType))),
                null,
                description);
    }
}
