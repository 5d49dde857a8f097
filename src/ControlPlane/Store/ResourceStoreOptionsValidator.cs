using Microsoft.Extensions.Options;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The relations between the limits of the store.</summary>
internal sealed class ResourceStoreOptionsValidator(ILogStore logs) : IValidateOptions<ResourceStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, ResourceStoreOptions options)
    {
        string[] broken = [.. Rules(options).Where(rule => !rule.Holds).Select(rule => rule.Text)];
        return broken.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private IEnumerable<(bool Holds, string Text)> Rules(ResourceStoreOptions o) =>
    [
        (o.HistoryMaxEvents >= o.BatchMaxEvents, "HistoryMaxEvents must hold a batch (BatchMaxEvents)."),
        (o.HistoryMaxBytes >= o.ObjectMaxBytes, "HistoryMaxBytes must hold an object (ObjectMaxBytes)."),
        (o.WatchBuffer >= o.BatchMaxEvents, "WatchBuffer must hold a batch (BatchMaxEvents)."),
        (o.BatchMaxEvents > 0, "BatchMaxEvents must be positive."),
        (o.BatchMaxBytes > 0, "BatchMaxBytes must be positive."),
        (o.BatchMaxBytes <= logs.MaxPayloadBytes, "BatchMaxBytes must fit a record of the log store."),
        (o.ObjectMaxBytes > 0, "ObjectMaxBytes must be positive."),
        (o.ObjectMaxBytes < logs.MaxPayloadBytes, "ObjectMaxBytes must fit a record of the log store."),
        (o.PendingMaxBytes >= o.BatchMaxBytes + (long)o.ObjectMaxBytes, "PendingMaxBytes must hold a batch and an object."),
        (o.SnapshotMinBytes >= 0, "SnapshotMinBytes must not be negative."),
        (o.PullMaxEvents > 0, "PullMaxEvents must be positive."),
        (o.PullWait > TimeSpan.Zero, "PullWait must be positive."),
        (o.RevisionWait > TimeSpan.Zero && o.ReplicaWait > TimeSpan.Zero, "RevisionWait and ReplicaWait must be positive."),
        (o.RetryMin > TimeSpan.Zero && o.RetryMin <= o.RetryMax, "RetryMin must be positive and at most RetryMax."),
    ];
}
