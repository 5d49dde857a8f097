using System.Collections.Concurrent;
using OrleansScheduler.ControlPlane.Reconcilers;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

/// <summary>Counts its runs by key; keys with <c>poison</c> in them always fail.</summary>
internal sealed class FragileReconciler : IReconciler
{
    public const string Controller = "fragile-controller";

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _seen = new();

    /// <summary>Follows config maps; without signals only a resync finds them.</summary>
    public static Controller Definition(bool isSignalled) => new(
        Controller,
        [],
        [
            new ControllerRoute(
                "configmaps",
                change => isSignalled ? Keys(change.Object) : [],
                Keys),
        ]);

    /// <summary>Completes with the first run of the key.</summary>
    public Task SeenAsync(string key) => Seen(key).Task;

    public Task<Requeue> ReconcileAsync(string key, ReconcilerClient client, CancellationToken cancellationToken)
    {
        Seen(key).TrySetResult();
        return key.Contains("poison", StringComparison.Ordinal)
            ? throw new InvalidOperationException("This key cannot be reconciled.")
            : Task.FromResult(Requeue.OnChange);
    }

    private static IEnumerable<string> Keys(StoredObject stored) => [stored.Key.ToString()];

    private TaskCompletionSource Seen(string key) =>
        _seen.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
